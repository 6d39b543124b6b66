import { CloseCode } from '@ringback/protocol';
import { describe, expect, it } from 'vitest';
import { TUICallEvent } from '../events/names.js';
import { canceled, info, received, TestEngine } from '../testing/test-engine.js';

const loggedIn = () => new TestEngine().loggedIn();

async function lose(it: TestEngine, code = 1006): Promise<void> {
  it.socket.listener.closed(code);
  await it.settle();
}

describe('login', () => {
  it('the first frame carries the version, the credentials and the device name, and the address none of them', async () => {
    const it = new TestEngine({ serverURL: 'https://calls.example.com' });
    it.engine.login({ userID: 'A', userSig: 'sig' });
    it.welcome();
    expect(it.socket.url).toBe('wss://calls.example.com/ws');
    expect(it.socket.sent).toEqual([
      { t: 'login', v: 1, sdkAppId: 1, userId: 'A', userSig: 'sig', deviceName: 'Test on Node' },
    ]);
  });

  it('resolves, then SDK_READY, then what the server has for the device (G-15)', async () => {
    const it = new TestEngine();
    it.watch('login', it.engine.login({ userID: 'A', userSig: 'sig', deviceName: 'Desk' }));
    it.welcome();
    it.commit([received()]);
    await it.settle();
    expect(it.order).toEqual([
      'login resolved',
      TUICallEvent.SDK_READY,
      TUICallEvent.ON_CALL_RECEIVED,
      TUICallEvent.INVITED,
    ]);
    expect(it.heard[0]?.payload).toEqual({ name: 'sdkStateReady' });
    expect(it.socket.frames('login')[0]).toMatchObject({ deviceName: 'Desk' });
  });

  it('rejects with what the server said, and does not come back', async () => {
    const it = new TestEngine();
    const login = it.watch('login', it.engine.login({ userID: 'A', userSig: 'sig' }));
    it.socket.listener.opened();
    it.socket.receive({ t: 'refused', code: 70001, message: 'the UserSig has expired' });
    await it.pass(60);
    expect(login.outcome).toMatchObject({
      error: { code: 70001, functionName: 'login', message: 'the UserSig has expired' },
    });
    expect(it.platform.sockets).toHaveLength(1);
    expect(it.platform.clock.pending).toBe(0);
  });

  it('a welcome of another protocol version rejects with a message that names both', async () => {
    const it = new TestEngine();
    const login = it.watch('login', it.engine.login({ userID: 'A', userSig: 'sig' }));
    it.welcome({ v: 7 });
    await it.settle();
    expect(login.outcome).toMatchObject({ state: 'rejected', error: { code: 101002 } });
    expect(login.outcome).toHaveProperty('error.message', expect.stringMatching(/version 1 .* version 7/));
    expect(it.socket.closedByEngine).toBe(true);
  });

  it('G-16 rejects −1406 after 10 s without a server, having tried several times, and leaves nothing', async () => {
    const it = new TestEngine();
    const login = it.watch('login', it.engine.login({ userID: 'A', userSig: 'sig' }));
    for (let seconds = 0; seconds < 9; seconds += 1) {
      it.socket.listener.closed(1006);
      await it.pass(1);
    }
    expect(login.outcome.state).toBe('pending');
    expect(it.platform.sockets.length).toBeGreaterThan(3);
    await it.pass(1);
    expect(login.outcome).toMatchObject({ error: { code: -1406 } });
    expect(login.outcome).toHaveProperty('error.message', expect.stringContaining('wss://calls.test/ws'));
    expect(it.platform.clock.pending).toBe(0);
    expect(it.platform.listeners('online')).toBe(0);
  });

  it('comes back from a refusal that says "not now"', async () => {
    const it = new TestEngine();
    const login = it.watch('login', it.engine.login({ userID: 'A', userSig: 'sig' }));
    it.socket.listener.opened();
    it.socket.receive({ t: 'refused', code: -1408, message: 'too many links, try again in 1 s' });
    await it.pass(1);
    it.welcome();
    await it.settle();
    expect(login.outcome.state).toBe('resolved');
  });

  it('an address that the browser refuses to open rejects −1406 with its words', async () => {
    const it = new TestEngine();
    it.platform.refusal = new Error('An insecure WebSocket connection may not be initiated');
    const login = it.watch('login', it.engine.login({ userID: 'A', userSig: 'sig' }));
    await it.pass(10);
    expect(login.outcome).toHaveProperty('error.message', expect.stringContaining('insecure WebSocket'));
  });

  it('again as the same user resolves without a second link, as another one rejects −1203', async () => {
    const it = await loggedIn();
    await it.engine.login({ userID: 'A', userSig: 'sig' });
    expect(it.platform.sockets).toHaveLength(1);
    await expect(it.engine.login({ userID: 'B', userSig: 'sig' })).rejects.toMatchObject({ code: -1203 });
  });
});

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

  it('a server that goes away gets its links back spread over 2 s', async () => {
    const it = await loggedIn();
    it.platform.draw = 0.95;
    await lose(it, CloseCode.GOING_AWAY);
    await it.pass(1.8);
    expect(it.platform.sockets).toHaveLength(1);
    await it.pass(0.2);
    expect(it.platform.sockets).toHaveLength(2);
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

describe('inbox', () => {
  it('drops what comes twice, and acknowledges several entries together', async () => {
    const it = await loggedIn();
    const missed = { e: 'missed', call: info(), reason: 5 } as const;
    it.socket.receive({ t: 'inbox', seq: 1, events: [missed] });
    it.socket.receive({ t: 'inbox', seq: 1, events: [missed] });
    it.socket.receive({ t: 'inbox', seq: 2, events: [missed] });
    await it.settle();
    expect(it.order).toEqual([TUICallEvent.ON_CALL_CANCELED, TUICallEvent.ON_CALL_CANCELED]);
    expect(it.socket.frames('ack')).toEqual([]);
    await it.pass(0.3);
    expect(it.socket.frames('ack')).toEqual([{ t: 'ack', seq: 2 }]);
  });

  it('a gap breaks the link, which then resumes from before it', async () => {
    const it = await loggedIn();
    it.socket.receive({ t: 'inbox', seq: 1, events: [] });
    it.socket.receive({ t: 'inbox', seq: 3, events: [received()] });
    await it.pass(1);
    expect(it.platform.sockets[0]?.closedByEngine).toBe(true);
    expect(it.order).toEqual([TUICallEvent.ON_LINK_CHANGED]);
    it.socket.listener.opened();
    expect(it.socket.frames('login')[0]?.resume?.seq).toBe(1);
  });

  it('a device that the server made anew has a new inbox', async () => {
    const it = await loggedIn();
    it.commit([]);
    await lose(it);
    await it.pass(1);
    it.welcome({ resumed: false, deviceId: 'device-0000000000000002' });
    it.socket.receive({ t: 'inbox', seq: 1, events: [received()] });
    await it.settle();
    expect(it.order).toContain(TUICallEvent.INVITED);
  });

  it('what is no frame, or none that is known or usable, changes nothing', async () => {
    const it = await loggedIn();
    for (const text of [
      '',
      '{',
      'null',
      '7',
      '[]',
      '{"t":"later"}',
      '{"t":"toString"}',
      '{"t":"inbox","seq":"1"}',
    ]) {
      it.socket.receive(text);
    }
    it.socket.receive('{"t":"inbox","seq":1,"events":[{"e":"later"},{"e":"kicked"}]}');
    await it.pass(1);
    expect(it.order).toEqual([]);
    expect(it.socket.frames('ack')).toEqual([{ t: 'ack', seq: 1 }]);
    expect(it.platform.sockets).toHaveLength(1);
  });
});

describe('commands', () => {
  it('G-16 without a link a command rejects −1406 after 10 s; one that was never sent needs no withdrawal', async () => {
    const it = await loggedIn();
    await lose(it);
    const call = it.watch('call', it.engine.call({ userID: 'B', type: 1 }));
    await it.pass(9.9);
    expect(call.outcome.state).toBe('pending');
    await it.pass(0.1);
    expect(call.outcome).toMatchObject({ error: { code: -1406 } });
    it.welcome({ resumed: true });
    expect(it.socket.frames('command')).toEqual([]);
  });

  it('G-16 a command that was sent and is given up is withdrawn by its id when the link is back', async () => {
    const it = await loggedIn();
    const call = it.watch('call', it.engine.call({ userID: 'B', type: 1 }));
    await it.settle();
    const { id } = it.command('call');
    await lose(it);
    await it.pass(10);
    expect(call.outcome).toMatchObject({ error: { code: -1406 } });
    it.welcome({ resumed: true });
    expect(it.socket.frames('command').map(({ command }) => command)).toEqual([
      { op: 'withdraw', commandId: id },
    ]);
  });

  it('G-16 a server that does not answer is given up after 15 s, and the command withdrawn at once', async () => {
    const it = await loggedIn();
    const call = it.watch('call', it.engine.call({ userID: 'B', type: 1 }));
    for (let beats = 0; beats < 15; beats += 1) {
      await it.pass(1);
      it.socket.receive({ t: 'ping' });
    }
    expect(call.outcome).toMatchObject({ error: { code: -1406 } });
    expect(it.command('withdraw').command.commandId).toBe(it.command('call').id);
    it.socket.receive({ t: 'reply', id: it.command('call').id, result: { call: info(), state: 'ringing' } });
    await it.settle();
    expect(it.order).toEqual(['call rejected -1406']);
  });

  it('G-08 a command without an answer goes out again under its id with the next link', async () => {
    const it = await loggedIn();
    const call = it.watch('call', it.engine.call({ userID: 'B', type: 1 }));
    await it.settle();
    const first = it.command('call');
    await lose(it);
    await it.pass(1);
    it.welcome({ resumed: true });
    expect(it.command('call')).toEqual(first);
    await it.answer('call', { call: info(), state: 'ringing' });
    expect(call.outcome.state).toBe('resolved');
  });

  it('G-16 what was sent to a device that the server has given up rejects −1406', async () => {
    const it = await loggedIn();
    const call = it.watch('call', it.engine.call({ userID: 'B', type: 1 }));
    await it.settle();
    await lose(it);
    await it.pass(1);
    it.welcome({ resumed: false });
    await it.settle();
    expect(call.outcome).toMatchObject({ error: { code: -1406 } });
    expect(it.socket.frames('command')).toEqual([]);
  });

  it('G-15 an answer resolves before the events of its commit, which come in a later task', async () => {
    const it = await loggedIn();
    it.watch('call', it.engine.call({ userID: 'B', type: 1 }));
    await it.settle();
    await it.answer(
      'call',
      { call: info(), state: 'ringing' },
      { e: 'lineBusy', callId: info().callId, userId: 'B' },
      canceled(info(), 'inviter', 5),
    );
    expect(it.order.slice(0, 2)).toEqual(['call resolved', TUICallEvent.LINE_BUSY]);
  });

  it('requests go out again too, and reject with the server’s words', async () => {
    const it = await loggedIn();
    const calls = it.watch('calls', it.engine.getRecentCalls());
    await lose(it);
    await it.pass(1);
    it.welcome({ resumed: true });
    const [request] = it.socket.requests('recentCalls');
    expect(request?.request).toEqual({ ask: 'recentCalls', limit: 20 });
    it.socket.receive({ t: 'reply', id: request!.id, error: { code: 101001, message: 'the disk is full' } });
    await it.settle();
    expect(calls.outcome).toMatchObject({
      error: { code: 101001, message: 'the disk is full', functionName: 'getRecentCalls' },
    });
  });
});
