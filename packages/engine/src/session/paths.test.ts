import { describe, expect, it } from 'vitest';
import { info, TestEngine } from '../testing/test-engine.js';

const STUN = { urls: ['stun:stun.example'] };
const TURN = { urls: ['turn:turn.example'], username: 'u', credential: 'c' };
/** What is asked of the media, without the choices that every call begins with. */
const asked = (it: TestEngine) =>
  it.media.plane.last.log.filter((entry) => /^(offersFor|useIceServers|bind|recover)/.test(entry));
const frame = { t: 'iceServers', servers: [STUN, TURN] } as const;

async function loggedIn(): Promise<TestEngine> {
  const it = new TestEngine();
  const login = it.engine.login({ userID: 'A', userSig: 'sig' });
  it.welcome({ iceServers: [STUN], relayOnly: true });
  await it.settle();
  await login;
  return it;
}

describe('ICE servers', () => {
  it('are those of the welcome until the call is known, and then those that come before its answer', async () => {
    const it = await loggedIn();
    const placed = it.engine.call({ userID: 'B', type: 1 });
    await it.settle();
    const media = it.media.plane.last;
    expect(media.options).toMatchObject({ iceServers: [STUN], relayOnly: true });
    it.socket.receive(frame);
    await it.answer('call', { call: info(), state: 'ringing' });
    await placed;
    expect(asked(it)).toEqual(['offersFor(B)', 'useIceServers(stun:stun.example,turn:turn.example)', 'bind']);
  });

  it('of one call are not those of the next', async () => {
    const it = await loggedIn();
    await it.calling();
    it.socket.receive(frame);
    const hangup = it.engine.hangup();
    await it.answer('hangup', {});
    await hangup;
    await it.happens({ e: 'canceled', call: info(), role: 'inviter', reason: 6 });
    await it.ringing(info({ callId: 'call-00000000000000002' }));
    expect(it.media.plane.last.options.iceServers).toEqual([STUN]);
    expect(asked(it)).toEqual([]);
  });

  it('S1-28 of a call that is taken up come before it', async () => {
    const it = await loggedIn();
    it.socket.receive(frame);
    await it.happens({
      e: 'restored',
      call: info(),
      role: 'inviter',
      userIds: ['B'],
      ringing: [],
      since: 1,
    });
    expect(asked(it)).toEqual(['useIceServers(stun:stun.example,turn:turn.example)', 'bind(moved)']);
  });
});

describe('paths', () => {
  it('are tried anew on another network, and where they do not stand when the link is back', async () => {
    const it = await loggedIn();
    await it.talking();
    it.platform.happens('network');
    it.socket.listener.closed(1006);
    await it.settle();
    await it.pass(5);
    it.welcome({ resumed: true });
    await it.settle();
    expect(asked(it).slice(-2)).toEqual(['recover(network)', 'recover(link)']);
    const left = it.engine.logout();
    await it.answer('logout');
    await left;
    expect(it.platform.listeners('network')).toBe(0);
  });
});
