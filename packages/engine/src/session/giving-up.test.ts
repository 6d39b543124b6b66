import { describe, expect, it } from 'vitest';
import { TUICallEvent } from '../events/names.js';
import { ended, info, SERVER_NOW, TestEngine } from '../testing/test-engine.js';

const { callId } = info();
const { ON_LINK_CHANGED, CALLING_END } = TUICallEvent;

/** A call with B whose link has just broken, and on which nothing has come from B for so many ms. */
async function cutOff(idle: number): Promise<TestEngine> {
  const it = await new TestEngine().loggedIn();
  await it.talking();
  it.media.plane.last.idle = idle;
  it.socket.listener.closed(1006);
  await it.settle();
  return it;
}

async function returns(it: TestEngine, resumed: boolean): Promise<void> {
  it.platform.happens('online');
  it.welcome({ resumed, now: SERVER_NOW + 40_000 });
  await it.settle();
}

describe('S1-30 a link that stays down', () => {
  it('S1-30 no media either: lost → CALLING_END{self, 4} when the grace time is over, not before', async () => {
    const it = await cutOff(5_000);
    await it.pass(19.9);
    expect(it.order).toEqual([ON_LINK_CHANGED]);
    await it.pass(0.1);
    expect(it.order).toEqual([ON_LINK_CHANGED, ON_LINK_CHANGED, CALLING_END]);
    expect(it.heard[1]?.payload).toEqual({ state: 'lost', graceTime: 0 });
    expect(it.heard[2]?.payload).toMatchObject({ userID: 'A', reason: 4, totalTime: 20 });
    expect(it.media.capture.log.at(-1)).toBe('release');
  });

  it('S1-30 media flows on: the call goes on, until nothing has come for 5 s', async () => {
    const it = await cutOff(4_999);
    await it.pass(60);
    expect(it.order).toEqual([ON_LINK_CHANGED]);
    it.media.plane.last.idle = 5_000;
    await it.pass(1);
    expect(it.order).toEqual([ON_LINK_CHANGED, ON_LINK_CHANGED, CALLING_END]);
  });

  it('S1-30 its return adds nothing', async () => {
    const it = await cutOff(Number.POSITIVE_INFINITY);
    await it.pass(30);
    it.forget();
    await returns(it, false);
    await it.happens(ended(info(), 'inviter', 'A', 4));
    expect(it.order).toEqual([ON_LINK_CHANGED]);
    await it.calling(info({ callId: 'call-00000000000000002' }));
  });

  it('S1-30 a server that was away itself has kept the call: it is hung up, and nothing is told', async () => {
    const it = await cutOff(Number.POSITIVE_INFINITY);
    await it.pass(30);
    it.forget();
    await returns(it, true);
    expect(it.command('hangup').command).toEqual({ op: 'hangup', callId });
    await it.refuse('hangup', 101001);
    await it.pass(2);
    expect(it.socket.commands('hangup')).toHaveLength(2);
    await it.answer('hangup', {}, ended(info(), 'inviter', 'A', 1));
    expect(it.order).toEqual([ON_LINK_CHANGED]);
  });

  it('S1-30 the server hears of that end before whatever the app asks for meanwhile', async () => {
    const it = await cutOff(Number.POSITIVE_INFINITY);
    await it.pass(25);
    void it.engine.call({ userID: 'B', type: 1 });
    await it.settle();
    await returns(it, true);
    expect(it.socket.frames('command').map(({ command }) => command.op)).toEqual(['hangup', 'call']);
  });

  it('S1-30 a link that is back in time changes nothing, and the next break counts anew', async () => {
    const it = await cutOff(Number.POSITIVE_INFINITY);
    await it.pass(15);
    await returns(it, true);
    it.socket.listener.closed(1006);
    await it.pass(19.9);
    expect(it.order).not.toContain(CALLING_END);
    await it.pass(0.1);
    expect(it.order).toContain(CALLING_END);
  });

  it('S1-30 a ring, and a call in which nobody else is any more, are the server’s', async () => {
    const ring = await new TestEngine().loggedIn();
    await ring.calling();
    ring.socket.listener.closed(1006);
    await ring.pass(60);
    expect(ring.order).toEqual([ON_LINK_CHANGED]);
    const alone = await new TestEngine().loggedIn();
    await alone.talking();
    await alone.happens({ e: 'userLeave', callId, userId: 'B' });
    alone.media.plane.last.idle = Number.POSITIVE_INFINITY;
    alone.forget();
    alone.socket.listener.closed(1006);
    await alone.pass(60);
    expect(alone.order).toEqual([ON_LINK_CHANGED]);
  });

  it('S1-30 a call that was hung up without a link ends with the grace time', async () => {
    const it = await cutOff(0);
    const hangup = it.watch('hangup', it.engine.hangup());
    await it.pass(20);
    expect(hangup.outcome.state).toBe('resolved');
    await returns(it, false);
    expect(it.order.filter((event) => event === CALLING_END)).toHaveLength(1);
  });

  it('S1-32 leaves no timer behind', async () => {
    const it = await cutOff(0);
    await it.pass(25);
    await it.engine.logout();
    expect(it.platform.clock.pending).toBe(0);
  });
});
