import type { CallOver, ServerEvent } from '@ringback/protocol';
import { describe, expect, it } from 'vitest';
import { TUICallEvent } from '../events/names.js';
import { CANCEL, RECEIVED } from '../testing/expected.js';
import { canceled, ended, info, RING, received, TestEngine } from '../testing/test-engine.js';

const { callId } = info();
const { ON_LINK_CHANGED, CALLING_END, KICKED_OUT } = TUICallEvent;
const loggedIn = () => new TestEngine().loggedIn();
const over = (change: Partial<CallOver> = {}): CallOver => ({
  callId,
  reason: 4,
  entered: true,
  userId: 'A',
  totalTime: 17,
  ...change,
});
/** His part was a ring alone. */
const rang = (reason: CallOver['reason']) => over({ reason, entered: false, totalTime: 0 });

/** The link was away for longer than the server keeps the device, and comes back. */
async function returns(it: TestEngine, told: CallOver | undefined, rings?: ServerEvent): Promise<void> {
  it.socket.listener.closed(1006);
  await it.pass(30);
  it.platform.happens('online');
  const snapshot = { events: rings ? [rings] : [] };
  it.welcome({ resumed: false, deviceId: 'device-0000000000000002', snapshot, over: told });
  await it.settle();
}

const withoutLink = (it: TestEngine) => it.order.filter((event) => event !== ON_LINK_CHANGED);

describe('a device that was given up while it was away', () => {
  it('tells the server which call it shows', async () => {
    const it = await loggedIn();
    await it.talking();
    it.socket.listener.closed(1006);
    await it.pass(1);
    it.socket.listener.opened();
    expect(it.socket.frames('login')[0]).toMatchObject({ callId });
    it.welcome({ resumed: true });
    await it.happens(ended(info(), 'inviter', 'B', 1));
    it.socket.listener.closed(1006);
    await it.pass(1);
    it.socket.listener.opened();
    expect(it.socket.frames('login')[0]).not.toHaveProperty('callId');
  });

  it('S1-17 its call ends once, with the reason and the seconds of the server', async () => {
    const it = await loggedIn();
    await it.talking();
    await returns(it, over());
    await it.happens(ended(info(), 'inviter', 'A', 4));
    expect(withoutLink(it)).toEqual([CALLING_END]);
    expect(it.heard.at(-1)?.payload).toMatchObject({ callId, userID: 'A', reason: 4, totalTime: 17 });
  });

  it('S1-30 with the record’s reason, where the other had hung up before', async () => {
    const it = await loggedIn();
    await it.talking();
    await returns(it, over({ reason: 1, userId: 'B' }));
    expect(it.heard.at(-1)?.payload).toMatchObject({ userID: 'B', reason: 1, totalTime: 17 });
  });

  it('S1-31 a ring ends at once with the true reason, and not again', async () => {
    const it = await loggedIn();
    await it.ringing();
    await returns(it, rang(6));
    await it.pass(5);
    expect(withoutLink(it)).toEqual(CANCEL);
    expect(it.heard.at(-1)?.payload).toMatchObject({ userID: 'A', reason: 6, callRole: 'invitee' });
  });

  it('S1-12 a ring that was answered on another device ends with 7 and its name, also where that call is over by now', async () => {
    const it = await loggedIn();
    const device = { name: 'Phone' };
    await it.ringing();
    await returns(it, over({ reason: 7, device }));
    expect(withoutLink(it)).toEqual(CANCEL);
    expect(it.heard.at(-1)?.payload).toMatchObject({ userID: 'A', reason: 7, device });
    await it.ringing();
    await returns(it, over({ reason: 1, userId: 'B' }));
    expect(withoutLink(it)).toEqual(CANCEL);
    expect(it.heard.at(-1)?.payload).toMatchObject({ userID: 'A', reason: 7 });
    expect(it.heard.at(-1)?.payload).not.toHaveProperty('device');
  });

  it('S1-13 a ring that was declined on another device ends with 8, one that was declined here with 2', async () => {
    const it = await loggedIn();
    await it.ringing();
    await returns(it, rang(2));
    expect(it.heard.at(-1)?.payload).toMatchObject({ userID: 'A', reason: 8 });
    await it.ringing();
    void it.watch('reject', it.engine.reject());
    await returns(it, rang(2));
    expect(it.heard.at(-1)?.payload).toMatchObject({ userID: 'A', reason: 2 });
  });

  it('S1-16 a ring for which an accept of this page had taken effect unseen ends with the reason of the call', async () => {
    const it = await loggedIn();
    await it.ringing();
    void it.watch('accept', it.engine.accept());
    await it.settle();
    await returns(it, over({ reason: 4, totalTime: 0 }));
    expect(it.heard.at(-1)?.payload).toMatchObject({ userID: 'A', reason: 4 });
  });

  it('S2-20 a call that was taken over by another device ends with 7 and its name; one that still rang with CANCEL', async () => {
    const it = await loggedIn();
    const device = { name: 'Phone' };
    await it.talking();
    await returns(it, over({ reason: 7, device }));
    expect(withoutLink(it)).toEqual([CALLING_END]);
    expect(it.heard.at(-1)?.payload).toMatchObject({ userID: 'A', reason: 7, totalTime: 17, device });
    await it.calling();
    await returns(it, over({ reason: 7, device, totalTime: 0 }));
    expect(withoutLink(it)).toEqual(CANCEL);
    expect(it.heard.at(-1)?.payload).toMatchObject({ userID: 'A', reason: 7, device, callRole: 'inviter' });
  });

  it('S1-31 a ring that goes on is not shown again, also where an earlier one of the same call has ended', async () => {
    const it = await loggedIn();
    await it.ringing();
    await returns(it, rang(3), received());
    await it.happens(received());
    await it.pass(5);
    expect(withoutLink(it)).toEqual([]);
  });

  it('S1-31 a ring that was rejected here is not shown again while the server has yet to hear of it', async () => {
    const it = await loggedIn();
    await it.ringing();
    it.socket.listener.closed(1006);
    const rejected = it.watch('reject', it.engine.reject());
    await it.pass(20);
    expect(rejected.outcome.state).toBe('resolved');
    await returns(it, undefined, received());
    await it.happens(received());
    await it.answer('reject', {}, canceled(info(), 'invitee', 2));
    await it.pass(5);
    expect(withoutLink(it)).toEqual(['reject resolved', ...CANCEL]);
  });

  it('S1-31 a later ring of a call whose earlier one was rejected here without a link is shown', async () => {
    const it = await loggedIn();
    await it.ringing();
    it.socket.listener.closed(1006);
    void it.watch('reject', it.engine.reject());
    await it.pass(20);
    await returns(it, rang(6), received(info(), { ring: 'ring-0000000000000000002' }));
    expect(it.command('reject').command).toMatchObject({ ring: RING });
    expect(withoutLink(it)).toEqual(['reject resolved', ...CANCEL, ...RECEIVED]);
  });

  it('of another call nothing is told', async () => {
    const it = await loggedIn();
    await returns(it, over());
    expect(withoutLink(it)).toEqual([]);
  });
});

describe('G-11 a device that was kicked out while its link was down', () => {
  async function kicked(it: TestEngine, told?: CallOver): Promise<void> {
    it.socket.listener.closed(1006);
    await it.pass(1);
    it.socket.listener.opened();
    it.socket.receive({ t: 'refused', code: 6208, message: 'logged in on another device', over: told });
    await it.settle();
  }

  it('S1-19 its call ends, then KICKED_OUT, and it does not log in again by itself', async () => {
    const it = await loggedIn();
    await it.talking();
    await kicked(it, over({ reason: 1 }));
    await it.pass(60);
    expect(it.platform.sockets).toHaveLength(2);
    expect(withoutLink(it)).toEqual([CALLING_END, KICKED_OUT]);
    expect(it.heard.at(-2)?.payload).toMatchObject({ userID: 'A', reason: 1, totalTime: 17 });
    expect(it.heard.at(-1)?.payload).toEqual({ message: 'logged in on another device' });
    await expect(it.engine.hangup()).rejects.toMatchObject({ code: -1201 });
    expect(it.platform.clock.pending).toBe(0);
  });

  it('S1-19 a ring ends with reason 4, for it goes on elsewhere', async () => {
    const it = await loggedIn();
    await it.ringing();
    await kicked(it);
    expect(withoutLink(it)).toEqual([...CANCEL, KICKED_OUT]);
    expect(it.heard.at(-2)?.payload).toMatchObject({ reason: 4 });
  });

  it('the app may log in again', async () => {
    const it = await loggedIn();
    await kicked(it);
    const login = it.watch('login', it.engine.login({ userID: 'A', userSig: 'sig' }));
    it.welcome();
    await it.settle();
    expect(it.socket.frames('login')[0]).not.toHaveProperty('resume');
    expect(login.outcome.state).toBe('resolved');
  });
});
