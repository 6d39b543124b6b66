import { describe, expect, it } from 'vitest';
import { TUICallEvent } from '../events/names.js';
import { RECEIVED } from '../testing/expected.js';
import { canceled, info, received, SERVER_NOW, TestEngine } from '../testing/test-engine.js';

const { callId } = info();
const offer = { kind: 'description', type: 'offer', sdp: 'offer of B' } as const;

/** A has pressed call, and B's ring comes before the answer. */
async function crossing(type: 1 | 2 = 2) {
  const it = await new TestEngine().loggedIn();
  const call = it.watch('call', it.engine.call({ userID: 'B', type }));
  await it.settle();
  await it.happens(received(info({ type: 2 })));
  it.signal(callId, 'B', offer);
  await it.settle();
  return { it, call };
}

describe('own calls and rings that cross', () => {
  it('G-15 the ring is held back, and S1-26 told as received all the same', async () => {
    const { it } = await crossing();
    expect(it.order).toEqual([]);
    expect(it.command('alerted').command).toEqual({ op: 'alerted', callId });
  });

  it('S1-29 the call is refused: it rejects −1203, then RECEIVED in a later task, with the offer that came meanwhile', async () => {
    const { it } = await crossing();
    await it.refuse('call', -1203, 'this user rings for another call');
    expect(it.order).toEqual(['call rejected -1203', ...RECEIVED]);
    expect(it.media.plane.calls[0]?.log.at(-1)).toBe('close');
    expect(it.media.plane.last.log).toContain('receive(B, description)');
    void it.engine.accept();
    await it.settle();
    expect(it.command('accept').command.callId).toBe(callId);
  });

  it('S1-29 a ring that ended while it was held back was never there for the app', async () => {
    const { it } = await crossing();
    await it.happens(canceled(info(), 'invitee', 6));
    await it.refuse('call', -1203);
    expect(it.order).toEqual(['call rejected -1203']);
  });

  it('S1-32 a ring that was held back is not shown to an app that logs out meanwhile', async () => {
    const { it } = await crossing();
    void it.engine.logout();
    await it.settle();
    await it.answer('logout');
    expect(it.order).toEqual(['call rejected -1203']);
  });

  it('S1-15 glare: call resolves with the earlier call’s ids, ON_CALL_BEGIN → USER_ENTER, no RECEIVED', async () => {
    const { it, call } = await crossing();
    const earlier = info({ roomId: 99 });
    await it.answer(
      'call',
      { call: earlier, state: 'accepted' },
      { e: 'begin', call: earlier, role: 'invitee', since: SERVER_NOW },
      { e: 'userEnter', callId, userId: 'B' },
    );
    expect(it.order).toEqual(['call resolved', TUICallEvent.ON_CALL_BEGIN, TUICallEvent.USER_ENTER]);
    expect(call.outcome).toMatchObject({
      value: { code: 0, callId, inviteID: callId, roomID: 99, userID: 'B' },
    });
    expect(it.heard[0]?.payload).toMatchObject({ callRole: 'invitee', roomID: 99 });
    // Both have offered: one media has the own offer and gets the other's, and settles it.
    expect(it.media.plane.calls).toHaveLength(1);
    expect(it.media.plane.last.log.slice(-4)).toEqual([
      'offersFor(B)',
      'bind',
      'receive(B, description)',
      'enter(B)',
    ]);
    expect(it.media.capture.published.audio).toBe(true);
  });

  it('S1-15 audio results: CALL_TYPE_CHANGED follows, and a pending openCamera resolves without opening', async () => {
    const { it } = await crossing();
    it.media.capture.cameraOpens = () => new Promise(() => {});
    const camera = it.watch('camera', it.engine.openCamera('local'));
    const audio = info({ type: 1 });
    await it.answer(
      'call',
      { call: audio, state: 'accepted' },
      { e: 'begin', call: audio, role: 'invitee', since: SERVER_NOW },
      { e: 'typeChanged', callId, oldType: 2, newType: 1 },
    );
    expect(it.order.slice(0, 3)).toEqual([
      'call resolved',
      TUICallEvent.ON_CALL_BEGIN,
      TUICallEvent.CALL_TYPE_CHANGED,
    ]);
    expect(camera.outcome.state).toBe('resolved');
    expect(it.media.capture.log.at(-1)).toBe('closeCamera');
  });

  it('hung up before the server has answered: the call is withdrawn at once, rejects −1203, and the held ring is shown', async () => {
    const { it, call } = await crossing();
    void it.watch('hangup', it.engine.hangup());
    expect(it.command('withdraw').command.commandId).toBe(it.command('call').id);
    await it.settle();
    expect(call.outcome).toMatchObject({ error: { code: -1203 } });
    expect(it.order.slice(-2)).toEqual(RECEIVED);
    expect(it.media.plane.calls[0]?.log.at(-1)).toBe('close');
    expect(it.media.capture.published.audio).toBe(false);
  });

  it('reject declines no call of this user’s own', async () => {
    const { it, call } = await crossing();
    await expect(it.engine.reject()).rejects.toMatchObject({ code: -1203 });
    expect(call.outcome.state).toBe('pending');
  });

  it('hung up while the browser asks for the microphone: nothing is sent, and the microphone does not open later', async () => {
    const it = await new TestEngine().loggedIn();
    let allow = () => {};
    it.media.capture.microphone = () =>
      new Promise((resolve) => {
        allow = resolve;
      });
    const call = it.watch('call', it.engine.call({ userID: 'B', type: 1 }));
    void it.engine.hangup();
    await it.settle();
    allow();
    await it.settle();
    expect(call.outcome).toMatchObject({ error: { code: -1203 } });
    expect(it.socket.frames('command')).toEqual([]);
    expect(it.order).not.toContain(TUICallEvent.ERROR);
    expect(it.media.capture.published.audio).toBe(false);
  });
});
