import { TUICallEvent, TUIErrorCode } from '@ringback/engine';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LOCAL_VIEW_ID } from '../model/view-ids.js';
import { begin, refusal, settled, signedIn } from './testing/world.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

async function dialling(media: 'audio' | 'video' = 'video') {
  const fake = await signedIn();
  fake.controller.act({ do: 'call', userIds: ['bob'], media });
  await settled();
  return fake;
}

const notConnected = (reason: number) => ({ callId: 'c1', userID: 'alice', reason }) as never;

test('Calling…, then Ringing… at the other side’s device, then talk', async () => {
  const fake = await dialling();
  expect(fake.model().call).toMatchObject({ phase: 'outgoing', step: 'calling', callId: 'c1' });
  fake.emit(TUICallEvent.ON_USER_RINGING, { userID: 'bob' });
  expect(fake.model().call).toMatchObject({ step: 'ringing' });
  fake.emit(TUICallEvent.USER_ACCEPT, { userID: 'bob' });
  expect(fake.model().call).toMatchObject({ step: 'connecting' });
  begin(fake);
  expect(fake.model().call).toMatchObject({ phase: 'talking', person: { userId: 'bob' } });
});

test('the ringback tone sounds from “Ringing…”, not from “Calling…”, to the beginning', async () => {
  const fake = await dialling();
  expect(fake.bell.play).not.toHaveBeenCalled();
  fake.emit(TUICallEvent.ON_USER_RINGING, { userID: 'bob' });
  expect(fake.bell.play).toHaveBeenCalledWith('ringback', 'alice', expect.any(Function));
  fake.emit(TUICallEvent.USER_ACCEPT, { userID: 'bob' });
  expect(fake.bell.stop).toHaveBeenCalled();
});

test('a video call opens the camera when the engine has the call, an audio call does not', async () => {
  const video = await dialling('video');
  expect(video.engine.openCamera).toHaveBeenCalledWith(LOCAL_VIEW_ID);
  const audio = await dialling('audio');
  expect(audio.engine.openCamera).not.toHaveBeenCalled();
});

test('the beginning of the call does not open the camera again', async () => {
  const fake = await dialling('video');
  begin(fake);
  await settled();
  expect(fake.engine.openCamera).toHaveBeenCalledTimes(1);
});

test('S1-07 a busy callee is no call that was missed here', async () => {
  const fake = await dialling();
  fake.engine.getRecentCalls.mockResolvedValue([{ callId: 'c1', callerId: 'alice', parts: [] }]);
  fake.emit(TUICallEvent.ON_CALL_CANCELED, notConnected(5));
  fake.emit(TUICallEvent.ON_CALL_NOT_CONNECTED, notConnected(5));
  fake.emit(TUICallEvent.ON_CALL_CANCELED, notConnected(5));
  await settled();
  expect(fake.model().notices).toEqual([]);
});

test('muted while it is being placed: the microphone is closed as soon as there is a call', async () => {
  const fake = await signedIn();
  fake.engine.call.mockImplementation(
    () => new Promise((resolve) => setTimeout(() => resolve({ code: 0, callId: 'c1' }), 1_000)),
  );
  fake.engine.closeMicrophone.mockRejectedValueOnce(refusal(TUIErrorCode.ERROR_REQUEST_REFUSED));
  fake.controller.act({ do: 'call', userIds: ['bob'], media: 'audio' });
  fake.controller.act({ do: 'toggle', device: 'mic' });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(fake.engine.closeMicrophone).toHaveBeenCalledTimes(2);
  expect(fake.model().call).toMatchObject({ own: { mic: { on: false, pending: false } } });
});

test.each([
  ['S1-04', 2, { why: 'declined' }],
  ['S1-07', 5, { why: 'busy' }],
  ['S1-18', 4, { why: 'offline' }],
  ['S1-22', 9, { why: 'server' }],
])('%s reason %i becomes an end screen', async (_rule, reason, outcome) => {
  const fake = await dialling();
  fake.emit(TUICallEvent.ON_CALL_NOT_CONNECTED, notConnected(reason));
  expect(fake.model().call).toMatchObject({ phase: 'ended', person: { userId: 'bob' }, outcome });
});

test('S1-05 no answer: the end screen says how long it rang, and leaves after 10 s', async () => {
  const fake = await dialling();
  await vi.advanceTimersByTimeAsync(30_000);
  fake.emit(TUICallEvent.ON_CALL_NOT_CONNECTED, notConnected(3));
  expect(fake.model().call).toMatchObject({ outcome: { why: 'noAnswer', rangFor: 30 } });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(fake.model().call.phase).toBe('idle');
});

test('whoever is at the end screen keeps it', async () => {
  const fake = await dialling();
  fake.emit(TUICallEvent.ON_CALL_NOT_CONNECTED, notConnected(2));
  fake.controller.act({ do: 'holdEnded', held: true });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(fake.model().call.phase).toBe('ended');
  fake.controller.act({ do: 'callAgain' });
  await settled();
  expect(fake.model().call).toMatchObject({ phase: 'outgoing', person: { userId: 'bob' } });
});

test('S1-03 cancelled: the view is left at once and nothing is said about it', async () => {
  const fake = await dialling();
  fake.controller.act({ do: 'hangUp' });
  expect(fake.model().call.phase).toBe('idle');
  expect(fake.engine.hangup).toHaveBeenCalled();
  fake.emit(TUICallEvent.ON_CALL_NOT_CONNECTED, notConnected(6));
  expect(fake.model().notices).toEqual([]);
});

test.each([
  [TUIErrorCode.ERROR_INVALID_SEND_FAIL, 'unknownUser'],
  [TUIErrorCode.ERROR_BLACKLIST, 'blocked'],
  [TUIErrorCode.ERROR_SIGNALING_SEND_FAIL, 'failed'],
])('S1-08 a call that is refused with %i ends as %s', async (code, why) => {
  const fake = await signedIn();
  fake.engine.call.mockRejectedValue(refusal(code));
  fake.controller.act({ do: 'call', userIds: ['bob'], media: 'audio' });
  await settled();
  expect(fake.model().call).toMatchObject({ phase: 'ended', outcome: { why } });
});

test('calling oneself is answered in words for people, and the engine is not asked', async () => {
  const fake = await signedIn();
  fake.controller.act({ do: 'call', userIds: ['alice'], media: 'audio' });
  await settled();
  expect(fake.engine.call).not.toHaveBeenCalled();
  expect(fake.model().call.phase).toBe('idle');
  expect(fake.model().notices[0]?.body).toEqual({ kind: 'yourself' });
});

test('S1-07 a camera that was asked for when the call was already over is no error', async () => {
  const fake = await signedIn();
  fake.engine.openCamera.mockRejectedValueOnce(refusal(TUIErrorCode.ERROR_REQUEST_REFUSED));
  fake.controller.act({ do: 'call', userIds: ['bob'], media: 'video' });
  await settled();
  expect(fake.model().call).toMatchObject({ own: { cam: { on: true, pending: false, trouble: null } } });
  const kinds = fake
    .model()
    .log.entries.filter(({ name }) => name === 'openCamera')
    .map(({ kind }) => kind);
  expect(kinds).toEqual(['method', 'moot']);
});

test('S1-24 no permission: no call, but the help, which tries again', async () => {
  const fake = await signedIn();
  fake.engine.call.mockRejectedValueOnce(refusal(TUIErrorCode.ERROR_PERMISSION_DENIED));
  fake.controller.act({ do: 'call', userIds: ['bob'], media: 'video' });
  await settled();
  expect(fake.model().call.phase).toBe('idle');
  const [notice] = fake.model().notices;
  expect(notice?.body).toMatchObject({ kind: 'trouble', device: 'mic', trouble: 'blocked' });
  fake.controller.act({ do: 'retry', id: notice!.id });
  await settled();
  expect(fake.model().call.phase).toBe('outgoing');
  expect(fake.model().notices).toEqual([]);
});

test('S1-02 who answers before the call is known to be placed does not keep the own camera closed', async () => {
  const fake = await signedIn();
  let placed = (_call: { code: number; callId: string }) => {};
  fake.engine.call.mockReturnValueOnce(
    new Promise((resolve) => {
      placed = resolve;
    }),
  );
  fake.controller.act({ do: 'call', userIds: ['bob'], media: 'video' });
  await settled();
  fake.emit(TUICallEvent.ON_CALL_BEGIN, { callId: 'c1', callMediaType: 2, callRole: 'inviter' });
  placed({ code: 0, callId: 'c1' });
  await settled();
  expect(fake.engine.openCamera).toHaveBeenCalledTimes(1);
  expect(fake.model().call).toMatchObject({ phase: 'talking', callId: 'c1' });
});
