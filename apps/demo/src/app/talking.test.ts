import { TUICallEvent, TUIErrorCode } from '@ringback/engine';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pictureId } from '../model/view-ids.js';
import { begin, refusal, ring, settled, signedIn } from './testing/world.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

async function talking(type: 1 | 2 = 2) {
  const fake = await signedIn();
  ring(fake, type);
  fake.controller.act({ do: 'answer' });
  await settled();
  begin(fake, type);
  await settled();
  return fake;
}

test('the other side’s picture is asked for when its place is drawn, and no longer than somebody looks', async () => {
  const fake = await talking();
  fake.emit(TUICallEvent.USER_VIDEO_AVAILABLE, { userID: 'bob', isVideoAvailable: true });
  await settled();
  expect(fake.model().call).toMatchObject({ peer: { video: true } });
  expect(fake.engine.startRemoteView).not.toHaveBeenCalled();
  fake.controller.act({ do: 'watch', userIds: ['bob'] });
  fake.controller.act({ do: 'watch', userIds: ['bob'] });
  await settled();
  expect(fake.engine.startRemoteView).toHaveBeenCalledTimes(1);
  expect(fake.engine.startRemoteView).toHaveBeenCalledWith(
    expect.objectContaining({ userID: 'bob', videoViewDomID: pictureId('bob') }),
  );
  fake.controller.act({ do: 'watch', userIds: [] });
  await settled();
  expect(fake.engine.stopRemoteView).toHaveBeenCalledWith({ userID: 'bob' });
});

test('the next call with the same person begins with nothing shown', async () => {
  const fake = await talking();
  fake.controller.act({ do: 'watch', userIds: ['bob'] });
  fake.controller.act({ do: 'hangUp' });
  ring(fake, 2, 'c2');
  begin(fake, 2, 'c2');
  fake.controller.act({ do: 'watch', userIds: ['bob'] });
  await settled();
  expect(fake.engine.startRemoteView).toHaveBeenCalledTimes(2);
});

test('who tells nothing for 3 s has microphone and camera off', async () => {
  const fake = await talking();
  expect(fake.model().call).toMatchObject({ peer: { audio: null, video: null } });
  await vi.advanceTimersByTimeAsync(3_000);
  expect(fake.model().call).toMatchObject({ peer: { audio: false, video: false } });
});

test('the last wish wins while the engine still works at the first', async () => {
  const fake = await talking();
  fake.engine.closeMicrophone.mockImplementation(() => new Promise((resolve) => setTimeout(resolve, 500)));
  fake.controller.act({ do: 'toggle', device: 'mic' });
  fake.controller.act({ do: 'toggle', device: 'mic' });
  expect(fake.model().call).toMatchObject({ own: { mic: { on: true, pending: true } } });
  await vi.advanceTimersByTimeAsync(500);
  expect(fake.engine.openMicrophone).toHaveBeenCalledTimes(1);
  expect(fake.model().call).toMatchObject({ own: { mic: { on: true, pending: false } } });
});

test('a camera that is refused goes on by itself when the person allows it', async () => {
  const fake = await talking();
  fake.controller.act({ do: 'toggle', device: 'cam' });
  await settled();
  fake.engine.openCamera.mockRejectedValueOnce(refusal(TUIErrorCode.ERROR_PERMISSION_DENIED));
  fake.controller.act({ do: 'toggle', device: 'cam' });
  await settled();
  expect(fake.model().call).toMatchObject({ own: { cam: { trouble: 'blocked' } } });
  fake.allow.now();
  await settled();
  expect(fake.model().call).toMatchObject({ own: { cam: { on: true, trouble: null } } });
});

test('S1-21 the camera key of an audio call makes it a video call and opens the own camera only', async () => {
  const fake = await talking(1);
  fake.controller.act({ do: 'toggle', device: 'cam' });
  await settled();
  expect(fake.engine.switchCallMediaType).toHaveBeenCalledWith(2);
  fake.emit(TUICallEvent.CALL_TYPE_CHANGED, { oldCallType: 1, newCallType: 2 });
  await settled();
  expect(fake.engine.openCamera).toHaveBeenCalledTimes(1);
  expect(fake.model().notices).toEqual([]);
});

test('S1-20 the other side changes to audio: said in words, and the own camera counts as off', async () => {
  const fake = await talking();
  fake.emit(TUICallEvent.CALL_TYPE_CHANGED, { oldCallType: 2, newCallType: 1 });
  expect(fake.model().call).toMatchObject({ media: 'audio', own: { cam: { on: false } } });
  expect(fake.model().notices[0]?.body).toMatchObject({ kind: 'mediaChanged', media: 'audio' });
});

test('S1-10 hung up: how long it was, and the records are read again', async () => {
  const fake = await talking();
  fake.engine.getRecentCalls.mockClear();
  fake.controller.act({ do: 'hangUp' });
  fake.emit(TUICallEvent.CALLING_END, {
    callId: 'c1',
    userID: 'alice',
    reason: 1,
    totalTime: 252,
  } as never);
  expect(fake.model().notices[0]?.body).toMatchObject({ kind: 'ended', seconds: 252 });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(fake.engine.getRecentCalls).toHaveBeenCalled();
});

test('S1-17 the other side’s link was lost for good', async () => {
  const fake = await talking();
  fake.emit(TUICallEvent.CALLING_END, { callId: 'c1', userID: 'bob', reason: 4, totalTime: 9 } as never);
  expect(fake.model().call).toMatchObject({ phase: 'ended', outcome: { why: 'peerLost' } });
});

test('S1-07 somebody else calls: a notice that names him, by the records, and the call is untouched', async () => {
  const fake = await talking();
  fake.engine.getRecentCalls.mockResolvedValue([{ callId: 'c2', callerId: 'carol', parts: [] }]);
  fake.emit(TUICallEvent.ON_CALL_CANCELED, { callId: 'c2', userID: 'alice', reason: 5 } as never);
  await settled();
  expect(fake.model().notices[0]?.body).toMatchObject({
    kind: 'missed',
    busy: true,
    person: { userId: 'carol' },
  });
  expect(fake.model().call.phase).toBe('talking');
});
