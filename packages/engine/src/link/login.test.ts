import { describe, expect, it } from 'vitest';
import { TUICallEvent } from '../events/names.js';
import { received, TestEngine } from '../testing/test-engine.js';

const loggedIn = () => new TestEngine().loggedIn();

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
