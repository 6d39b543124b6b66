import { TUICallEvent, TUIErrorCode } from '@ringback/engine';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LOCAL_VIEW_ID, REMOTE_VIEW_ID } from '../model/view-ids.js';
import { begin, refusal, ring, settled, signedIn } from './testing/world.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

async function dialling(media: 'audio' | 'video' = 'video') {
  const fake = await signedIn();
  fake.controller.act({ do: 'call', userId: 'bob', media });
  await settled();
  return fake;
}

const notConnected = (reason: number) => ({ callId: 'c1', userID: 'alice', reason }) as never;

describe('placing a call', () => {
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
    fake.controller.act({ do: 'call', userId: 'bob', media: 'audio' });
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
    fake.controller.act({ do: 'call', userId: 'bob', media: 'audio' });
    await settled();
    expect(fake.model().call).toMatchObject({ phase: 'ended', outcome: { why } });
  });

  test('S1-24 no permission: no call, but the help, which tries again', async () => {
    const fake = await signedIn();
    fake.engine.call.mockRejectedValueOnce(refusal(TUIErrorCode.ERROR_PERMISSION_DENIED));
    fake.controller.act({ do: 'call', userId: 'bob', media: 'video' });
    await settled();
    expect(fake.model().call.phase).toBe('idle');
    const [notice] = fake.model().notices;
    expect(notice?.body).toMatchObject({ kind: 'trouble', device: 'mic', trouble: 'blocked' });
    fake.controller.act({ do: 'retry', id: notice!.id });
    await settled();
    expect(fake.model().call.phase).toBe('outgoing');
    expect(fake.model().notices).toEqual([]);
  });
});

describe('being called', () => {
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
});

describe('talking', () => {
  async function talking(type: 1 | 2 = 2) {
    const fake = await signedIn();
    ring(fake, type);
    fake.controller.act({ do: 'answer' });
    await settled();
    begin(fake, type);
    await settled();
    return fake;
  }

  test('the other side’s picture goes into its place', async () => {
    const fake = await talking();
    fake.emit(TUICallEvent.USER_VIDEO_AVAILABLE, { userID: 'bob', isVideoAvailable: true });
    await settled();
    expect(fake.engine.startRemoteView).toHaveBeenCalledWith(
      expect.objectContaining({ userID: 'bob', videoViewDomID: REMOTE_VIEW_ID }),
    );
    expect(fake.model().call).toMatchObject({ peer: { video: true } });
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
});
