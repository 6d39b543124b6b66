import { describe, expect, it } from 'vitest';
import { Failure } from '../errors/failure.js';
import { TUICallEvent } from '../events/names.js';
import { CANCEL, idsOf } from '../testing/expected.js';
import { canceled, ended, info, RING, SERVER_NOW, TestEngine } from '../testing/test-engine.js';

const { callId } = info();
const loggedIn = (options = {}) => new TestEngine(options).loggedIn();

describe('the end', () => {
  it('S1-10 this user hangs up: everything stops at once, CALLING_END{self, 1} after the promise', async () => {
    const it = await loggedIn();
    await it.talking();
    void it.watch('hangup', it.engine.hangup());
    expect(it.media.plane.last.log.at(-1)).toBe('close');
    expect(it.media.capture.log.at(-1)).toBe('release');
    await it.answer('hangup', {}, ended(info(), 'inviter', 'A', 1));
    expect(it.order).toEqual(['hangup resolved', TUICallEvent.CALLING_END]);
    expect(it.heard[0]?.payload).toEqual({
      ...idsOf('inviter'),
      userID: 'A',
      totalTime: 12,
      callEnd: 12,
      reason: 1,
    });
  });

  it('G-16 a hangup that the server could not store is sent again until it can', async () => {
    const it = await loggedIn();
    await it.talking();
    const hangup = it.watch('hangup', it.engine.hangup());
    await it.settle();
    await it.refuse('hangup', 101001);
    await it.pass(2);
    await it.refuse('hangup', 101001);
    await it.pass(2);
    const sent = it.socket.commands('hangup');
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
    expect(sent).toHaveLength(3);
    expect(hangup.outcome.state).toBe('pending');
    await it.answer('hangup', {}, ended(info(), 'inviter', 'A', 1));
    await it.pass(10);
    expect(it.order).toEqual(['hangup resolved', TUICallEvent.CALLING_END]);
    expect(it.socket.commands('hangup')).toHaveLength(3);
  });

  it('S1-10 the next call may begin when hangup has resolved; the end of the first still comes, once', async () => {
    const it = await loggedIn();
    await it.talking();
    const next = it.engine.hangup().then(() => it.engine.call({ userID: 'C', type: 1 }));
    void it.watch('next', next);
    const second = info({ callId: 'call-00000000000000002' });
    await it.answer('hangup', {}, ended(info(), 'inviter', 'A', 1));
    expect(it.order).toEqual([TUICallEvent.CALLING_END]);
    await it.answer('call', { call: second, state: 'ringing' });
    await it.happens(ended(info(), 'inviter', 'A', 1), { e: 'reject', callId: second.callId, userId: 'C' });
    expect(it.order).toEqual([TUICallEvent.CALLING_END, 'next resolved', TUICallEvent.REJECT]);
  });

  const GROUP = { userIDList: ['B', 'C'], type: 1, groupID: 'g' };
  const WAYS: Record<string, (it: TestEngine) => Promise<unknown>> = {
    call: ({ engine }) => engine.call({ userID: 'B', type: 1 }),
    calls: ({ engine }) => engine.calls(GROUP),
    groupCall: ({ engine }) => engine.groupCall(GROUP),
    join: ({ engine }) => engine.join({ callId }),
    joinInGroupCall: ({ engine }) => engine.joinInGroupCall({ ...GROUP, roomID: 7 }),
  };
  it.each(
    Object.keys(WAYS).flatMap((name) => [
      [name, 'the microphone'],
      [name, 'the server'],
    ]),
  )(
    'S1-10 %s() that waits for %s is hung up, and the next may begin when hangup has resolved',
    async (name, waitsFor) => {
      const begin = WAYS[name] as (typeof WAYS)[string];
      const it = await loggedIn();
      if (waitsFor === 'the microphone') it.media.capture.microphone = () => new Promise(() => {});
      void it.watch('first', begin(it));
      await it.settle();
      const next = it.watch(
        'next',
        it.engine.hangup().then(() => begin(it)),
      );
      await it.settle();
      expect(it.order).toEqual(['first rejected -1203']);
      expect(next.outcome.state).toBe('pending');
    },
  );

  it('G-08 hangup of a call that was hung up before the server had answered resolves; of one that failed by itself it does not', async () => {
    const it = await loggedIn();
    it.media.capture.microphone = () => Promise.reject(new Failure(-1101, 'refused'));
    await expect(it.engine.call({ userID: 'B', type: 1 })).rejects.toMatchObject({ code: -1101 });
    await expect(it.engine.hangup()).rejects.toMatchObject({ code: -1203 });
    it.media.capture.microphone = async () => {};
    void it.watch('call', it.engine.call({ userID: 'B', type: 1 }));
    await it.settle();
    const twice = it.engine.hangup().then(() => it.engine.hangup());
    await it.settle();
    await expect(twice).resolves.toBeUndefined();
    expect(it.socket.commands('hangup')).toEqual([]);
  });

  it('S1-11 the other hangs up: USER_LEAVE → CALLING_END, the path is closed with the leave', async () => {
    const it = await loggedIn();
    await it.talking();
    await it.happens({ e: 'userLeave', callId, userId: 'B' }, ended(info(), 'inviter', 'B', 1));
    expect(it.order).toEqual([TUICallEvent.USER_LEAVE, TUICallEvent.CALLING_END]);
    expect(it.media.plane.last.log.slice(-2)).toEqual(['leave(B)', 'close']);
    expect(it.media.preview.log.at(-1)).toBe('stop');
  });

  it.each([
    [7, 'S1-12'],
    [8, 'S1-13'],
  ])('another device of the user decided: CANCEL{self, %i} names it (%s)', async (reason) => {
    const it = await loggedIn();
    await it.ringing();
    await it.happens({
      e: 'canceled',
      call: info(),
      role: 'invitee',
      reason,
      device: { name: 'Phone' },
    } as never);
    expect(it.heard[0]?.payload).toEqual({
      ...idsOf('invitee'),
      userID: 'A',
      reason,
      device: { name: 'Phone' },
    });
  });

  it('S1-14 another device was first: accept rejects −1203 after its CANCEL{self, 7}', async () => {
    const it = await loggedIn();
    await it.ringing();
    void it.watch('accept', it.engine.accept());
    await it.settle();
    it.commit([canceled(info(), 'invitee', 7)]);
    await it.refuse('accept', -1203, 'the call has ended');
    expect(it.order).toEqual([...CANCEL, 'accept rejected -1203']);
    expect(it.media.capture.published.audio).toBe(false);
  });

  it.each(['hangup', 'reject'] as const)(
    'S1-16 a %s that crosses the accept goes behind it and hangs up, and the accept does not bring the call back',
    async (method) => {
      const it = await loggedIn();
      await it.ringing();
      const accept = it.watch('accept', it.engine.accept());
      await it.settle();
      void it.watch<unknown>(method, it.engine[method]());
      expect(
        it.socket
          .frames('command')
          .map(({ command }) => command.op)
          .slice(-2),
      ).toEqual(['accept', 'hangup']);
      await it.answer(
        'accept',
        { call: info() },
        { e: 'begin', call: info(), role: 'invitee', since: SERVER_NOW },
      );
      await expect(it.engine.openCamera('local')).rejects.toMatchObject({ code: -1203 });
      await it.answer('hangup', {}, ended(info(), 'invitee', 'A', 1));
      expect(accept.outcome).toMatchObject({ error: { code: -1203 } });
      expect(it.media.capture.log).not.toContain('openCamera');
      expect(it.order.slice(-2)).toEqual([`${method} resolved`, TUICallEvent.CALLING_END]);
      expect(it.media.capture.published).toEqual({ audio: false, video: false });
    },
  );

  it('S1-19 kicked out: the end, then KICKED_OUT, then nobody is logged in and nothing reconnects', async () => {
    const it = await loggedIn();
    await it.talking();
    await it.happens(ended(info(), 'inviter', 'A', 1), { e: 'kickedOut', message: 'another login' });
    expect(it.order).toEqual([TUICallEvent.CALLING_END, TUICallEvent.KICKED_OUT]);
    expect(it.heard[1]?.payload).toEqual({ message: 'another login' });
    await expect(it.engine.call({ userID: 'B', type: 1 })).rejects.toMatchObject({ code: -1201 });
    await it.pass(60);
    expect(it.platform.sockets).toHaveLength(1);
    expect(it.platform.clock.pending).toBe(0);
  });

  it('S1-19 a listener of KICKED_OUT may log in again', async () => {
    const it = await loggedIn();
    it.engine.on(TUICallEvent.KICKED_OUT, () =>
      it.watch('login', it.engine.login({ userID: 'A', userSig: 'sig' })),
    );
    await it.happens({ e: 'kickedOut', message: 'another login' });
    it.welcome();
    await it.settle();
    expect(it.order).toEqual([TUICallEvent.KICKED_OUT, 'login resolved', TUICallEvent.SDK_READY]);
  });

  it('S1-22 the server ends the call', async () => {
    const it = await loggedIn();
    await it.talking();
    await it.happens(ended(info(), 'inviter', '', 9));
    expect(it.heard[0]?.payload).toMatchObject({ userID: '', reason: 9 });
  });

  it('S1-23 hangup of one who is called is sent as it is: the server takes it as reject', async () => {
    const it = await loggedIn();
    await it.ringing();
    void it.engine.hangup();
    expect(it.command('hangup').command).toEqual({ op: 'hangup', callId, ring: RING });
  });

  it('G-05 nothing of a call that is over, and nothing of a call that never was here', async () => {
    const it = await loggedIn();
    await it.talking();
    await it.happens(ended(info(), 'inviter', 'A', 1));
    it.forget();
    const strange = 'call-00000000000000009';
    await it.happens(
      { e: 'userLeave', callId, userId: 'B' },
      ended(info(), 'inviter', 'A', 1),
      { e: 'userEnter', callId: strange, userId: 'C' },
      canceled(info({ callId: strange }), 'invitee', 6),
      { e: 'begin', call: info({ callId: strange }), role: 'invitee', since: 1 },
    );
    expect(it.order).toEqual([]);
  });
});
