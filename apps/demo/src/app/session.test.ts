import { TUICallEvent, TUIErrorCode } from '@ringback/engine';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RefusedError, UnreachableError } from './server.js';
import { signInName } from './sign-in-name.js';
import { fakeWorld, refusal, settled, signedIn } from './testing/world.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a plain name is the id; any other becomes an id and a display name', () => {
  expect(signInName('alice')).toEqual({ userId: 'alice', nick: '' });
  expect(signInName('  Mei  Tanaka ')).toEqual({ userId: 'mei-tanaka', nick: 'Mei Tanaka' });
  expect(signInName('美帆')).toEqual({ userId: '美帆', nick: '美帆' });
});

test('signing in logs the engine in, keeps the name for the tab and lists everybody else', async () => {
  const fake = await signedIn();
  expect(fake.engine.login).toHaveBeenCalledWith({ userID: 'alice', userSig: 'signed' });
  expect(fake.world.memory.name).toBe('alice');
  expect(fake.model().session).toMatchObject({ state: 'in', me: { userId: 'alice' } });
  expect(fake.model().contacts).toMatchObject([{ person: { userId: 'bob' }, online: true }]);
});

test('the signature is not in the event log', async () => {
  const fake = await signedIn();
  expect(JSON.stringify(fake.model().log)).not.toContain('signed');
});

test('a name that the server refuses is said on the page', async () => {
  const fake = fakeWorld();
  vi.mocked(fake.world.server.sign).mockRejectedValue(new RefusedError(400, 'this name is taken'));
  fake.controller.act({ do: 'signIn', name: 'administrator' });
  await settled();
  expect(fake.model().session).toEqual({ state: 'out', error: 'This name is taken' });
});

test('a server that is away is tried again by itself, less and less often', async () => {
  const fake = fakeWorld();
  vi.mocked(fake.world.server.sign).mockRejectedValue(new UnreachableError('away'));
  fake.controller.act({ do: 'signIn', name: 'alice' });
  await vi.advanceTimersByTimeAsync(2_000 + 4_000);
  expect(fake.world.server.sign).toHaveBeenCalledTimes(3);
  expect(fake.model().session).toMatchObject({ state: 'unreachable', retryAt: performance.now() + 8_000 });
  vi.mocked(fake.world.server.sign).mockResolvedValue({ sdkAppId: 1, userId: 'alice', userSig: 'signed' });
  fake.controller.act({ do: 'tryNow' });
  await settled();
  expect(fake.model().session.state).toBe('in');
});

test('a login that finds no server waits like that too', async () => {
  const fake = fakeWorld();
  fake.engine.login.mockRejectedValueOnce(refusal(TUIErrorCode.ERROR_SIGNALING_SEND_FAIL));
  fake.controller.act({ do: 'signIn', name: 'alice' });
  await settled();
  expect(fake.model().session.state).toBe('unreachable');
  await vi.advanceTimersByTimeAsync(2_000);
  expect(fake.model().session.state).toBe('in');
});

test('S1-19 kicked out: the page says so with the call that it cost, and takes the calls back when asked', async () => {
  const fake = await signedIn();
  fake.controller.act({ do: 'call', userIds: ['bob'], media: 'audio' });
  await settled();
  fake.emit(TUICallEvent.ON_CALL_BEGIN, { callId: 'c1', callMediaType: 1 });
  fake.emit(TUICallEvent.CALLING_END, { callId: 'c1', userID: 'alice', reason: 1, totalTime: 60 } as never);
  fake.emit(TUICallEvent.KICKED_OUT, { message: 'another login' });
  expect(fake.model().session).toMatchObject({
    state: 'kicked',
    lastCall: { person: { userId: 'bob' }, seconds: 60 },
  });
  fake.controller.act({ do: 'signInHere' });
  await settled();
  expect(fake.model().session.state).toBe('in');
});

test('S1-27 a broken link is shown, and the call back in its place is said', async () => {
  const fake = await signedIn();
  fake.emit(TUICallEvent.ON_LINK_CHANGED, { state: 'reconnecting', graceTime: 20 });
  expect(fake.model().session).toMatchObject({ link: 'down' });
  fake.emit(TUICallEvent.ON_LINK_CHANGED, { state: 'connected', graceTime: 20 });
  expect(fake.model().session).toMatchObject({ link: 'up' });
});

test('a link that is lost for good is made anew', async () => {
  const fake = await signedIn();
  fake.emit(TUICallEvent.ON_LINK_CHANGED, { state: 'lost', graceTime: 0 });
  expect(fake.model().session.state).toBe('unreachable');
  await vi.advanceTimersByTimeAsync(2_000);
  expect(fake.engine.login).toHaveBeenCalledTimes(2);
  expect(fake.model().session.state).toBe('in');
});

test('signing out lets go of the engine and forgets the name, the calls and the list', async () => {
  const fake = await signedIn();
  fake.controller.act({ do: 'signOut' });
  await settled();
  expect(fake.engine.destroyInstance).toHaveBeenCalled();
  expect(fake.world.memory.name).toBeNull();
  expect(fake.model()).toMatchObject({ session: { state: 'out' }, contacts: [], recents: null });
});
