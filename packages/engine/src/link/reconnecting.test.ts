import { CloseCode } from '@ringback/protocol';
import { describe, expect, it } from 'vitest';
import { TUICallEvent } from '../events/names.js';
import { canceled, info, received, TestEngine } from '../testing/test-engine.js';

const loggedIn = () => new TestEngine().loggedIn();

async function lose(it: TestEngine, code = 1006): Promise<void> {
  it.socket.listener.closed(code);
  await it.settle();
}

describe('heartbeats', () => {
  it('a ping is answered in the message handler, not by a timer or later task', async () => {
    const it = await loggedIn();
    it.socket.receive({ t: 'ping' });
    expect(it.socket.sent.at(-1)).toEqual({ t: 'pong' });
  });

  it('S1-27 three missing pings of the idle rhythm are a broken link', async () => {
    const it = await loggedIn();
    await it.pass(74);
    expect(it.order).toEqual([]);
    await it.pass(1);
    expect(it.order).toEqual([TUICallEvent.ON_LINK_CHANGED]);
    expect(it.platform.sockets[0]?.closedByEngine).toBe(true);
  });

  it('S1-27 in a call the limit is 6 s, and every frame counts as a sign of life', async () => {
    const it = await loggedIn();
    await it.talking();
    for (let beats = 0; beats < 5; beats += 1) {
      await it.pass(4);
      it.socket.receive({ t: 'ping' });
    }
    const silent = () => it.order.includes(TUICallEvent.ON_LINK_CHANGED);
    await it.pass(5.9);
    expect(silent()).toBe(false);
    await it.pass(0.1);
    expect(silent()).toBe(true);
  });

  it('after the call the idle limit holds again', async () => {
    const it = await loggedIn();
    await it.ringing();
    await it.happens(canceled(info(), 'invitee', 6));
    await it.pass(60);
    expect(it.order).not.toContain(TUICallEvent.ON_LINK_CHANGED);
  });
});

describe('reconnecting', () => {
  it('S1-27 reconnecting at once with the grace time left, then connected with the app’s', async () => {
    const it = await loggedIn();
    await it.pass(4.5);
    await lose(it);
    await it.pass(2);
    it.welcome({ resumed: true });
    await it.settle();
    expect(it.heard.map(({ payload }) => payload)).toEqual([
      { state: 'reconnecting', graceTime: 15 },
      { state: 'connected', graceTime: 20 },
    ]);
  });

  it('resumes its device with the newest token and the last number that it has taken', async () => {
    const it = await loggedIn();
    it.commit([received()]);
    it.commit([canceled(info(), 'invitee', 6)]);
    await it.settle();
    await lose(it);
    await it.pass(1);
    it.welcome({ resumed: true, token: 'token-00000000000000002' });
    expect(it.socket.frames('login')[0]?.resume).toEqual({
      deviceId: 'device-0000000000000001',
      token: 'token-00000000000000001',
      seq: 2,
    });
    await lose(it);
    await it.pass(1);
    it.socket.listener.opened();
    expect(it.socket.frames('login')[0]?.resume?.token).toBe('token-00000000000000002');
  });

  it('waits exponentially longer with full jitter, and begins anew after a link that lasted', async () => {
    const it = await loggedIn();
    it.platform.draw = 0.999;
    const waits: number[] = [];
    for (const expected of [0.25, 0.5, 1, 2, 4, 8, 10, 10]) {
      const before = it.platform.sockets.length;
      const at = it.platform.clock.now();
      await lose(it);
      while (it.platform.sockets.length === before) await it.pass(0.05);
      waits.push((it.platform.clock.now() - at) / 1_000);
      expect(waits.at(-1)).toBeCloseTo(expected, 0);
    }
    it.platform.draw = 0;
    await lose(it);
    await it.pass(0);
    expect(it.platform.sockets).toHaveLength(10);
    it.platform.draw = 0.999;
    it.welcome({ resumed: true });
    await lose(it);
    await it.pass(0.25);
    expect(it.platform.sockets).toHaveLength(10);
    await it.pass(9.75);
    it.welcome({ resumed: true });
    await it.pass(5);
    await lose(it);
    await it.pass(0.25);
    expect(it.platform.sockets).toHaveLength(12);
  });

  it('comes back to a server that goes away when that has asked for it, and a little later', async () => {
    const it = await loggedIn();
    it.platform.draw = 0.8;
    it.socket.receive({ t: 'away', retryAfterMs: 4_000 });
    await lose(it, CloseCode.GOING_AWAY);
    await it.pass(4.3);
    expect(it.platform.sockets).toHaveLength(1);
    await it.pass(0.1);
    expect(it.platform.sockets).toHaveLength(2);
    // It is asked once: when the server is not there yet, the usual waits follow.
    await lose(it);
    await it.pass(0.4);
    expect(it.platform.sockets).toHaveLength(3);
  });

  it('comes back to a server that lets in no more just now when that has asked for it', async () => {
    const it = await loggedIn();
    it.platform.draw = 0;
    await lose(it);
    await it.pass(0);
    const refused = { t: 'refused', code: -1408, message: 'too many', retryAfterMs: 7_000 } as const;
    it.socket.receive(refused);
    await it.settle();
    await it.pass(6.9);
    expect(it.platform.sockets).toHaveLength(2);
    await it.pass(0.1);
    expect(it.platform.sockets).toHaveLength(3);
    it.socket.receive({ ...refused, retryAfterMs: 1e9 });
    await it.settle();
    await it.pass(120);
    expect(it.platform.sockets).toHaveLength(4);
  });

  it('tries at once when the browser is online again', async () => {
    const it = await loggedIn();
    it.platform.draw = 0.999;
    for (let failures = 0; failures < 6; failures += 1) {
      await lose(it);
      await it.pass(10);
    }
    await lose(it);
    const before = it.platform.sockets.length;
    it.platform.happens('online');
    expect(it.platform.sockets).toHaveLength(before + 1);
    it.platform.happens('online');
    expect(it.platform.sockets.at(-2)?.closedByEngine).toBe(true);
    it.welcome({ resumed: true });
    it.platform.happens('online');
    expect(it.platform.sockets).toHaveLength(before + 2);
  });

  it('an attempt without a welcome is given up after 6 s', async () => {
    const it = await loggedIn();
    await lose(it);
    await it.pass(0.2);
    it.socket.listener.opened();
    await it.pass(6.2);
    expect(it.platform.sockets).toHaveLength(3);
    expect(it.platform.sockets[1]?.closedByEngine).toBe(true);
  });

  it('S1-17 a token that the server has replaced unseen: the device is made anew, and its call is over', async () => {
    const it = await loggedIn();
    await it.talking();
    await lose(it);
    await it.pass(1);
    it.socket.listener.opened();
    it.socket.receive({ t: 'refused', code: 101002, message: 'the token does not belong to this device' });
    it.welcome({ resumed: false });
    await it.settle();
    expect(it.socket.frames('login')[0]).not.toHaveProperty('resume');
    expect(it.order.at(-1)).toBe(TUICallEvent.CALLING_END);
  });

  it.each([CloseCode.LOGIN_REFUSED, CloseCode.DEVICE_GONE])(
    'does not come back after close code %i',
    async (code) => {
      const it = await loggedIn();
      await lose(it, code);
      await it.pass(60);
      expect(it.platform.sockets).toHaveLength(1);
      expect(it.heard).toEqual([
        { event: TUICallEvent.ON_LINK_CHANGED, payload: { state: 'lost', graceTime: 0 } },
      ]);
      await expect(it.engine.call({ userID: 'B', type: 1 })).rejects.toMatchObject({ code: -1201 });
      expect(it.platform.clock.pending).toBe(0);
    },
  );
});
