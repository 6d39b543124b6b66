import { TUICallEvent, TUIErrorCode } from '@ringback/engine';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LOCAL_VIEW_ID } from '../model/view-ids.js';
import { begin, refusal, ring, settled, signedIn } from './testing/world.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const notConnected = (reason: number) => ({ callId: 'c1', userID: 'alice', reason }) as never;

test('it rings, the title says who calls, and it stops at the answer', async () => {
  const fake = await signedIn();
  ring(fake);
  expect(fake.model().call).toMatchObject({
    phase: 'incoming',
    person: { userId: 'bob' },
    mic: true,
    cam: true,
  });
  expect(fake.titles.at(-1)).toBe('bob is calling');
  expect(fake.bell.play).toHaveBeenCalledWith('bell', 'alice', expect.any(Function));
  fake.controller.act({ do: 'answer' });
  expect(fake.bell.stop).toHaveBeenCalled();
});

test('answering opens what is switched on', async () => {
  const fake = await signedIn();
  ring(fake);
  fake.controller.act({ do: 'answer' });
  await settled();
  begin(fake);
  await settled();
  expect(fake.engine.closeMicrophone).not.toHaveBeenCalled();
  expect(fake.engine.openCamera).toHaveBeenCalledWith(LOCAL_VIEW_ID);
});

test('answering never opens a camera whose switch is off, and mutes before the call begins', async () => {
  const fake = await signedIn();
  ring(fake);
  fake.controller.act({ do: 'meetWith', device: 'cam', on: false });
  fake.controller.act({ do: 'meetWith', device: 'mic', on: false });
  fake.controller.act({ do: 'answer' });
  await settled();
  expect(fake.engine.closeMicrophone).toHaveBeenCalledTimes(1);
  begin(fake);
  await settled();
  expect(fake.engine.openCamera).not.toHaveBeenCalled();
  expect(fake.model().call).toMatchObject({ own: { mic: { on: false }, cam: { on: false } } });
});

test('S1-24 no permission: it still rings, and the help leaves when the person allows it', async () => {
  const fake = await signedIn();
  fake.engine.accept.mockRejectedValueOnce(refusal(TUIErrorCode.ERROR_PERMISSION_DENIED));
  ring(fake);
  fake.controller.act({ do: 'answer' });
  await settled();
  expect(fake.model().call).toMatchObject({ phase: 'incoming', answering: false, trouble: 'blocked' });
  fake.allow.now();
  expect(fake.model().call).toMatchObject({ phase: 'incoming', trouble: null });
});

test('S1-12 answered elsewhere: a notice for 4 s that names the device', async () => {
  const fake = await signedIn();
  ring(fake);
  fake.emit(TUICallEvent.ON_CALL_NOT_CONNECTED, {
    callId: 'c1',
    reason: 7,
    device: { name: 'phone' },
  } as never);
  expect(fake.model().call.phase).toBe('idle');
  expect(fake.model().notices[0]?.body).toMatchObject({ kind: 'moved', how: 'accepted', device: 'phone' });
  await vi.advanceTimersByTimeAsync(4_000);
  expect(fake.model().notices).toEqual([]);
});

test('S1-03 the caller gave up: a missed call', async () => {
  const fake = await signedIn();
  ring(fake);
  fake.emit(TUICallEvent.ON_CALL_NOT_CONNECTED, notConnected(6));
  expect(fake.model().notices[0]?.body).toMatchObject({ kind: 'missed', busy: false });
});
