import { describe, expect, it } from 'vitest';
import { ended, info, TestEngine } from '../testing/test-engine.js';

const loggedIn = () => new TestEngine().loggedIn();

describe('S1-32 leaving the engine', () => {
  it.each(['logout', 'destroyInstance'] as const)(
    'S1-32 %s in a call: told at once, silent here',
    async (method) => {
      const it = await loggedIn();
      await it.talking();
      const left = it.watch(method, it.engine[method]());
      expect(it.command('logout').command).toEqual({ op: 'logout' });
      expect(it.media.plane.last.log.at(-1)).toBe('close');
      expect(it.media.capture.log.at(-1)).toBe('release');
      const missed = { e: 'missed', call: info({ callId: 'call-00000000000000002' }), reason: 5 } as const;
      await it.happens(missed);
      await it.answer('logout', {}, ended(info(), 'inviter', 'A', 1));
      expect(left.outcome.state).toBe('resolved');
      expect(it.heard).toEqual([]);
      expect(it.socket.closedByEngine).toBe(true);
      expect(it.platform.clock.pending).toBe(0);
      expect(it.media.capture.listeners).toBe(0);
      expect(it.platform.listeners('online') + it.platform.listeners('leaving')).toBe(0);
      await expect(it.engine.hangup()).rejects.toMatchObject({ code: -1201 });
    },
  );

  it('S1-32 without a link, or before the login is done, logout resolves at once and nothing comes back', async () => {
    const it = await loggedIn();
    it.socket.listener.closed(1006);
    await it.settle();
    await it.engine.logout();
    const login = it.watch('login', it.engine.login({ userID: 'A', userSig: 'sig' }));
    await it.engine.logout();
    await it.pass(60);
    expect(login.outcome).toMatchObject({ error: { code: -1203 } });
    expect(it.platform.clock.pending).toBe(0);
    expect(it.platform.sockets).toHaveLength(2);
  });

  it('S1-32 a logout over a link that is gone makes no new device, once the server has given this one up', async () => {
    const it = await loggedIn();
    await it.pass(21);
    const left = it.watch('logout', it.engine.logout());
    it.socket.listener.closed(1006);
    await it.pass(4);
    expect(left.outcome.state).toBe('resolved');
    expect(it.platform.sockets).toHaveLength(1);
    expect(it.platform.clock.pending).toBe(0);
  });

  it('S1-32 G-16 what waits for its answer is over with it, and does not wait for the server as the logout does', async () => {
    const it = await loggedIn();
    await it.ringing();
    const accept = it.watch('accept', it.engine.accept());
    await it.settle();
    const left = it.watch('logout', it.engine.logout());
    await it.settle();
    expect(accept.outcome).toMatchObject({ error: { code: -1203 } });
    expect(left.outcome.state).toBe('pending');
    it.socket.listener.closed(1006);
    await it.pass(1);
    it.welcome({ resumed: true });
    expect(it.socket.commands('accept')).toEqual([]);
    await it.answer('logout');
    expect(left.outcome.state).toBe('resolved');
  });

  it('S1-32 a server that does not confirm keeps logout for 5 s', async () => {
    const it = await loggedIn();
    const left = it.watch('logout', it.engine.logout());
    await it.pass(5);
    expect(left.outcome.state).toBe('resolved');
  });
});
