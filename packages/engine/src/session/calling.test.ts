import { describe, expect, it } from 'vitest';
import { TUICallEvent } from '../events/names.js';
import { CANCEL, idsOf, RECEIVED } from '../testing/expected.js';
import { canceled, info, RING, received, SERVER_NOW, TestEngine } from '../testing/test-engine.js';

const { callId } = info();
const loggedIn = (options = {}) => new TestEngine(options).loggedIn();

describe('calling', () => {
  it('S1-01 call resolves with the ids; the command carries everything, and the microphone is on before it', async () => {
    const it = await loggedIn();
    const call = it.watch(
      'call',
      it.engine.call({
        userID: 'B',
        type: 2,
        timeout: 60,
        userData: 'hi',
        offlinePushInfo: { title: 'A', description: 'calls', iOSPushType: 1, ofAKit: true },
      }),
    );
    await it.settle();
    expect(it.command('call').command).toEqual({
      op: 'call',
      userIds: ['B'],
      type: 2,
      groupId: '',
      roomId: 0,
      strRoomId: '',
      timeout: 60,
      userData: 'hi',
      push: { title: 'A', description: 'calls', iOSPushType: 1 },
      publish: { audio: true, video: false },
      offers: { B: 'offer to B' },
    });
    expect(it.media.plane.last.log).not.toContain('bind');
    await it.answer('call', { call: info(), state: 'ringing' });
    expect(call.outcome).toEqual({
      state: 'resolved',
      value: {
        code: 0,
        message: 'success',
        callId,
        callID: callId,
        inviteID: callId,
        roomID: 4711,
        strRoomID: '',
        userID: 'B',
      },
    });
    expect(it.media.plane.last.log).toContain('bind');
    expect(it.order).toEqual(['call resolved']);
  });

  it.each([
    [{}, { roomId: 0, strRoomId: '' }],
    [{ roomID: 12 }, { roomId: 12, strRoomId: '' }],
    [
      { roomID: 12, strRoomID: 'x' },
      { roomId: 12, strRoomId: 'x' },
    ],
    [
      { roomID: 0, strRoomID: 'x' },
      { roomId: 0, strRoomId: 'x' },
    ],
    [{ strRoomID: 'x' }, { roomId: 1_073_741_824, strRoomId: 'x' }],
  ])('S1-01 room %j', async (given, sent) => {
    const it = await loggedIn();
    void it.watch('call', it.engine.call({ userID: 'B', type: 1, ...given }));
    await it.settle();
    expect(it.command('call').command).toMatchObject({ ...sent, timeout: 30, userData: '' });
  });

  it('S1-01 B gets RECEIVED', async () => {
    const it = await loggedIn('B');
    await it.pass(10);
    await it.happens(received(info(), { sponsor: 'A', userId: 'B' }));
    expect(it.order).toEqual(RECEIVED);
    const payload = {
      ...idsOf('invitee'),
      sponsor: 'A',
      callerId: 'A',
      userIDList: ['B'],
      calleeIdList: ['B'],
      isFromGroup: false,
      inviteID: callId,
      inviteData: { version: 4, callType: 2, roomID: 4711 },
      userData: 'hello',
      timeout: 30,
      remaining: 20,
    };
    expect(it.heard.map((heard) => heard.payload)).toEqual([payload, payload]);
  });

  it.each([
    [10.1, 20],
    [29.9, 1],
    [31, 1],
  ])('S1-01 after %f s of a ring of 30 s remain %i', async (seconds, remaining) => {
    const it = await loggedIn();
    await it.pass(seconds);
    await it.happens(received());
    expect(it.heard[0]?.payload).toMatchObject({ timeout: 30, remaining });
  });

  it('S1-01 a ring without a window has neither timeout nor remaining', async () => {
    const it = await loggedIn();
    await it.happens({ ...received(), timeout: 0, until: 0 } as never);
    expect(it.heard[0]?.payload).toMatchObject({ timeout: 0, remaining: 0 });
  });

  it('S1-02 the caller: USER_ACCEPT → ON_CALL_BEGIN → USER_ENTER → availability, and the media follows', async () => {
    const it = await loggedIn();
    await it.calling();
    await it.happens(
      { e: 'userAccept', callId, userId: 'B' },
      { e: 'begin', call: info(), role: 'inviter', since: SERVER_NOW },
      { e: 'userEnter', callId, userId: 'B' },
      { e: 'available', callId, userId: 'B', changed: { video: true, audio: true } },
    );
    expect(it.heard).toEqual([
      { event: TUICallEvent.USER_ACCEPT, payload: { userID: 'B', callId, callID: callId } },
      { event: TUICallEvent.ON_CALL_BEGIN, payload: idsOf('inviter') },
      { event: TUICallEvent.USER_ENTER, payload: { userID: 'B', callId, callID: callId } },
      { event: TUICallEvent.USER_AUDIO_AVAILABLE, payload: { userID: 'B', isAudioAvailable: true } },
      { event: TUICallEvent.USER_VIDEO_AVAILABLE, payload: { userID: 'B', isVideoAvailable: true } },
    ]);
    expect(it.media.plane.last.log).toContain('enter(B)');
  });

  it('S1-02 the callee: accept carries the prepared answer, resolves, then the events in a later task', async () => {
    const it = await loggedIn();
    await it.ringing();
    const { last: media } = it.media.plane;
    media.prepare = async () => ({ answer: 'answer', candidates: [{ candidate: 'c' }] });
    const accept = it.watch('accept', it.engine.accept());
    await it.settle();
    expect(it.command('accept').command).toEqual({
      op: 'accept',
      callId,
      ring: RING,
      publish: { audio: true, video: false },
      answer: 'answer',
      candidates: [{ candidate: 'c' }],
    });
    expect(media.log).not.toContain('bind');
    await it.answer(
      'accept',
      { call: info() },
      { e: 'begin', call: info(), role: 'invitee', since: SERVER_NOW },
      { e: 'userEnter', callId, userId: 'B' },
    );
    expect(it.order).toEqual(['accept resolved', TUICallEvent.ON_CALL_BEGIN, TUICallEvent.USER_ENTER]);
    expect(accept.outcome).toMatchObject({
      value: { code: 0, callType: 2, ...idsOf('invitee') },
    });
    expect(media.log.filter((line) => /bind|enter|prepared/.test(line))).toEqual([
      'prepared',
      'bind',
      'enter(B)',
    ]);
  });

  it('G-08 a second accept of the same call resolves with the same and asks nobody', async () => {
    const it = await loggedIn();
    await it.ringing();
    const first = it.engine.accept();
    await it.settle();
    await it.answer('accept', { call: info() });
    expect(await it.engine.accept()).toEqual(await first);
    expect(it.socket.commands('accept')).toHaveLength(1);
  });

  it('S1-02 after `await accept()` a remote view may be started before any event', async () => {
    const it = await loggedIn();
    const element = { id: 'remote', nodeType: 1 } as HTMLElement;
    it.platform.elements.set('remote', element);
    await it.ringing();
    const started = it.engine
      .accept()
      .then(() =>
        it.engine.startRemoteView({ userID: 'B', videoViewDomID: 'remote', options: { mirror: true } }),
      );
    await it.settle();
    await it.answer('accept', { call: info() });
    await started;
    expect(it.media.plane.last.log).toContain('startRemoteView(B, remote, {"mirror":true})');
    await expect(it.engine.startRemoteView({ userID: 'B', videoViewDomID: 'nowhere' })).rejects.toMatchObject(
      { code: -1202 },
    );
  });

  it('S1-03 the caller cancels: resolves, then CANCEL{self, 6}; a repeat resolves', async () => {
    const it = await loggedIn();
    await it.calling();
    void it.watch('hangup', it.engine.hangup());
    expect(it.command('hangup').command).toEqual({ op: 'hangup', callId });
    await it.answer('hangup', {}, canceled(info(), 'inviter', 6));
    expect(it.order).toEqual(['hangup resolved', ...CANCEL]);
    expect(it.heard[0]?.payload).toEqual({ ...idsOf('inviter'), userID: 'A', reason: 6 });
    await it.engine.hangup();
    expect(it.socket.commands('hangup')).toHaveLength(1);
  });

  it.each([
    ['S1-03', 6],
    ['S1-05', 3],
    ['S1-18', 4],
    ['S1-22', 9],
  ])('%s the callee’s ring ends: CANCEL{self, %i}, and its media is closed', async (_, reason) => {
    const it = await loggedIn();
    await it.ringing();
    await it.happens(canceled(info(), 'invitee', reason));
    expect(it.order).toEqual(CANCEL);
    expect(it.heard[2]?.payload).toEqual({ ...idsOf('invitee'), userID: 'A', reason });
    expect(it.media.plane.last.log.at(-1)).toBe('close');
    expect(it.media.capture.log.at(-1)).toBe('release');
    await expect(it.engine.accept()).rejects.toMatchObject({ code: -1203 });
    await it.engine.reject();
  });

  it.each([
    ['S1-04', { e: 'reject', callId, userId: 'B' }, 2, TUICallEvent.REJECT, { userID: 'B' }],
    [
      'S1-05',
      { e: 'noResponse', callId, sponsor: 'A', userIds: ['B'] },
      3,
      TUICallEvent.NO_RESP,
      { sponsor: 'A', userIDList: ['B'] },
    ],
    ['S1-07', { e: 'lineBusy', callId, userId: 'B' }, 5, TUICallEvent.LINE_BUSY, { userID: 'B' }],
  ] as const)(
    '%s the caller: the specific event, then CANCEL{self}',
    async (_, cause, reason, event, payload) => {
      const it = await loggedIn();
      await it.calling();
      await it.happens(cause, canceled(info(), 'inviter', reason));
      expect(it.order).toEqual([event, ...CANCEL]);
      expect(it.heard[0]?.payload).toEqual({ ...payload, callId, callID: callId });
      expect(it.heard[1]?.payload).toEqual({ ...idsOf('inviter'), userID: 'A', reason });
    },
  );

  it('S1-04 the callee rejects: resolves, then CANCEL{self, 2}', async () => {
    const it = await loggedIn();
    await it.ringing();
    const value = { code: 0, message: 'success' };
    const reject = it.watch('reject', it.engine.reject());
    expect(it.command('reject').command).toEqual({ op: 'reject', callId, ring: RING });
    await it.answer('reject', {}, canceled(info(), 'invitee', 2));
    expect(it.order).toEqual(['reject resolved', ...CANCEL]);
    expect(reject.outcome).toEqual({ state: 'resolved', value });
    expect(await it.engine.reject()).toEqual(value);
  });

  it('S1-07 a call that found this user busy: ON_CALL_CANCELED alone, with the new call’s ids', async () => {
    const it = await loggedIn();
    await it.talking();
    const other = info({ callId: 'call-00000000000000002', roomId: 5 });
    await it.happens({ e: 'missed', call: other, reason: 5 });
    expect(it.heard).toEqual([
      {
        event: TUICallEvent.ON_CALL_CANCELED,
        payload: {
          ...idsOf('invitee'),
          callId: other.callId,
          callID: other.callId,
          roomID: 5,
          userID: 'A',
          reason: 5,
        },
      },
    ]);
    expect(it.media.plane.last.log).not.toContain('close');
  });

  it('S1-07 notifyBusyCallee: false silences it', async () => {
    const it = await loggedIn({ notifyBusyCallee: false });
    await it.happens({ e: 'missed', call: info(), reason: 5 });
    expect(it.heard).toEqual([]);
  });
});
