import type { WelcomeFrame } from '@ringback/protocol';
import { describe, expect, it } from 'vitest';
import { TUICallEvent } from '../events/names.js';
import { CANCEL, idsOf, RECEIVED } from '../testing/expected.js';
import { canceled, ended, info, received, SERVER_NOW, TestEngine } from '../testing/test-engine.js';

const { callId } = info();
const loggedIn = () => new TestEngine().loggedIn();
const { ON_LINK_CHANGED, CALLING_END, ON_CALL_BEGIN, ON_CALL_RESTORED } = TUICallEvent;

async function breaks(it: TestEngine): Promise<void> {
  it.socket.listener.closed(1006);
  await it.settle();
}

/** The link comes back after so many seconds. */
async function returns(
  it: TestEngine,
  seconds: number,
  resumed: boolean,
  told: Partial<WelcomeFrame> = {},
): Promise<void> {
  await it.pass(seconds);
  it.platform.happens('online');
  it.welcome({ resumed, now: SERVER_NOW + seconds * 1_000, ...told });
  await it.settle();
}

describe('links that come back', () => {
  it('S1-17 within the grace time the call goes on, and what happened meanwhile is replayed in order', async () => {
    const it = await loggedIn();
    await it.talking();
    await breaks(it);
    await returns(it, 5, true);
    await it.happens({ e: 'available', callId, userId: 'B', changed: { video: true } });
    await it.happens({ e: 'userLeave', callId, userId: 'B' }, ended(info(), 'inviter', 'B', 1));
    expect(it.order).toEqual([
      ON_LINK_CHANGED,
      ON_LINK_CHANGED,
      TUICallEvent.USER_VIDEO_AVAILABLE,
      TUICallEvent.USER_LEAVE,
      CALLING_END,
    ]);
  });

  it('S1-17 after it: CALLING_END{self, 4} once, with the seconds talked, and nothing captured any more', async () => {
    const it = await loggedIn();
    await it.talking();
    await breaks(it);
    await returns(it, 40, false);
    await it.happens(ended(info(), 'inviter', 'A', 4));
    expect(it.order).toEqual([ON_LINK_CHANGED, ON_LINK_CHANGED, CALLING_END]);
    expect(it.heard.at(-1)?.payload).toEqual({
      ...idsOf('inviter'),
      userID: 'A',
      reason: 4,
      totalTime: 40,
      callEnd: 40,
    });
    expect(it.media.capture.log.at(-1)).toBe('release');
    await it.calling(info({ callId: 'call-00000000000000002' }));
  });

  it('S1-18 the calling device comes back too late: CANCEL{self, 4}', async () => {
    const it = await loggedIn();
    await it.calling();
    await breaks(it);
    await returns(it, 25, false);
    expect(it.order.slice(2)).toEqual(CANCEL);
    expect(it.heard.at(-1)?.payload).toMatchObject({ userID: 'A', reason: 4, callRole: 'inviter' });
  });

  it('S1-31 a ring is shown once: neither a resumed link nor a device that was made anew shows it again', async () => {
    const it = await loggedIn();
    await it.ringing();
    await breaks(it);
    await returns(it, 1, true);
    await breaks(it);
    await returns(it, 25, false, { snapshot: { events: [received()] } });
    await it.happens(received());
    await it.pass(5);
    expect(it.order.filter((event) => event !== ON_LINK_CHANGED)).toEqual([]);
    void it.engine.accept();
    await it.settle();
    expect(it.command('accept').command.callId).toBe(callId);
    await it.happens(canceled(info(), 'invitee', 3));
    expect(it.order.filter((event) => event !== ON_LINK_CHANGED)).toEqual(CANCEL);
  });

  it('S1-31 the window was over meanwhile: CANCEL{self, 3} once', async () => {
    const it = await loggedIn();
    await it.ringing();
    await breaks(it);
    const over = { callId, reason: 3, entered: false, userId: 'A', totalTime: 0 } as const;
    await returns(it, 35, false, { snapshot: { events: [] }, over });
    expect(it.order.filter((event) => event !== ON_LINK_CHANGED)).toEqual(CANCEL);
    expect(it.heard.at(-1)?.payload).toMatchObject({ userID: 'A', reason: 3 });
  });

  it('S1-31 rung again after its end, the same call is shown again', async () => {
    const it = await loggedIn();
    await it.ringing();
    await it.happens(canceled(info(), 'invitee', 6));
    it.forget();
    await it.happens(received());
    expect(it.order).toEqual(RECEIVED);
  });

  it('S1-28 a call that is restored: ON_CALL_RESTORED → ON_CALL_BEGIN → USER_ENTER, capture stays closed', async () => {
    const it = await loggedIn();
    await it.pass(10);
    await it.happens(
      {
        e: 'restored',
        call: info(),
        role: 'inviter',
        userIds: ['A', 'B'],
        ringing: [],
        since: SERVER_NOW - 5_000,
      },
      { e: 'begin', call: info(), role: 'inviter', since: SERVER_NOW - 5_000 },
      { e: 'userEnter', callId, userId: 'B' },
    );
    expect(it.order).toEqual([ON_CALL_RESTORED, ON_CALL_BEGIN, TUICallEvent.USER_ENTER]);
    expect(it.heard[0]?.payload).toEqual({
      ...idsOf('inviter'),
      userIDList: ['A', 'B'],
      invitingUserIDList: [],
      totalTime: 15,
    });
    expect(it.media.capture.log).toEqual([]);
    await it.engine.openMicrophone();
    expect(it.command('publish').command.publish).toEqual({ audio: true, video: false });
  });
});

describe('links that do not come back', () => {
  it('S1-17 the device is gone for the server: lost → CALLING_END{self, 4}, and nobody is logged in', async () => {
    const it = await loggedIn();
    await it.talking();
    it.socket.listener.closed(4410);
    await it.settle();
    expect(it.heard.map(({ event }) => event)).toEqual([ON_LINK_CHANGED, CALLING_END]);
    expect(it.heard[0]?.payload).toEqual({ state: 'lost', graceTime: 0 });
    expect(it.heard[1]?.payload).toMatchObject({ userID: 'A', reason: 4 });
    await expect(it.engine.hangup()).rejects.toMatchObject({ code: -1201 });
  });
});

describe('leaving without a link', () => {
  it('G-16 hangup stops everything at once, waits, and goes out with the next link', async () => {
    const it = await loggedIn();
    await it.talking();
    await breaks(it);
    const hangup = it.watch('hangup', it.engine.hangup());
    expect(it.media.plane.last.log.at(-1)).toBe('close');
    expect(it.media.capture.log.at(-1)).toBe('release');
    await it.pass(18);
    expect(hangup.outcome.state).toBe('pending');
    it.welcome({ resumed: true });
    await it.answer('hangup', {}, ended(info(), 'inviter', 'A', 1));
    expect(it.order.slice(-2)).toEqual(['hangup resolved', CALLING_END]);
  });

  it('G-16 hangup resolves with the end of the grace time, and the end comes once', async () => {
    const it = await loggedIn();
    await it.talking();
    await breaks(it);
    const hangup = it.watch('hangup', it.engine.hangup());
    await it.pass(20);
    expect(hangup.outcome.state).toBe('resolved');
    await returns(it, 5, false);
    expect(it.order.filter((event) => event === CALLING_END)).toHaveLength(1);
    const end = it.heard.find(({ event }) => event === CALLING_END);
    expect(end?.payload).toMatchObject({ userID: 'A', reason: 4 });
  });

  it('G-16 a ring that was rejected without a link is not shown again by a device that was made anew', async () => {
    const it = await loggedIn();
    await it.ringing();
    await breaks(it);
    const reject = it.watch('reject', it.engine.reject());
    await it.pass(15);
    it.platform.happens('online');
    it.welcome({ resumed: false, snapshot: { events: [received()] } });
    await it.happens(received());
    await it.answer('reject', {}, canceled(info(), 'invitee', 2));
    await it.pass(5);
    expect(reject.outcome.state).toBe('resolved');
    expect(it.order.filter((event) => event !== ON_LINK_CHANGED)).toEqual(['reject resolved', ...CANCEL]);
  });

  it('G-16 a hangup that may not have arrived goes to the device that was made anew, and resolves', async () => {
    const it = await loggedIn();
    await it.talking();
    const hangup = it.watch('hangup', it.engine.hangup());
    await breaks(it);
    await returns(it, 10, false);
    await it.answer('hangup');
    expect(hangup.outcome.state).toBe('resolved');
    expect(it.order.filter((event) => event === CALLING_END)).toHaveLength(1);
  });

  it('G-16 nothing is captured any more for a call that was hung up here', async () => {
    const it = await loggedIn();
    await it.talking();
    await breaks(it);
    void it.watch('hangup', it.engine.hangup());
    await expect(it.engine.openCamera('local')).rejects.toMatchObject({ code: -1203 });
    await expect(it.engine.openMicrophone()).rejects.toMatchObject({ code: -1203 });
  });

  it('G-18 hangup has written its frame before it returns; the page says that it is leaving', async () => {
    const it = await loggedIn();
    await it.talking();
    void it.engine.hangup();
    it.platform.happens('leaving');
    expect(it.socket.sent.slice(-2)).toMatchObject([{ command: { op: 'hangup', callId } }, { t: 'leaving' }]);
  });
});

describe('G-16 an accept that was given up', () => {
  async function givenUp() {
    const it = await loggedIn();
    await it.ringing();
    const accept = it.watch('accept', it.engine.accept());
    await it.settle();
    await breaks(it);
    await it.pass(10);
    expect(accept.outcome).toMatchObject({ error: { code: -1406 } });
    expect(it.media.capture.published.audio).toBe(false);
    it.forget();
    it.welcome({ resumed: true });
    return it;
  }

  it('G-16 had no effect: it rings on', async () => {
    const it = await givenUp();
    await it.answer('withdraw');
    expect(it.order).toEqual([ON_LINK_CHANGED]);
    void it.engine.accept();
    await it.settle();
    expect(it.socket.commands('accept')).toHaveLength(1);
  });

  it('G-16 had taken effect unseen: the call begins and ends, once', async () => {
    const it = await givenUp();
    it.commit([
      { e: 'begin', call: info(), role: 'invitee', since: SERVER_NOW },
      { e: 'userEnter', callId, userId: 'B' },
    ]);
    await it.answer('withdraw');
    await it.happens(ended(info(), 'invitee', 'A', 1));
    expect(it.order).toEqual([ON_LINK_CHANGED, ON_CALL_BEGIN, TUICallEvent.USER_ENTER, CALLING_END]);
    expect(it.heard.at(-1)?.payload).toMatchObject({ userID: 'A', reason: 1 });
  });
});
