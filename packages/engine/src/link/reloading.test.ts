import { describe, expect, it } from 'vitest';
import { TUICallEvent } from '../events/names.js';
import { FakeLocks, FakeTab } from '../testing/fake-platform.js';
import { ended, info, received, SERVER_NOW, TestEngine } from '../testing/test-engine.js';

const DEVICE = { deviceId: 'device-0000000000000001', token: 'token-00000000000000001' };
const TO_B = { userID: 'B', type: 1 } as const;
const NEXT = { token: 'token-00000000000000002', resumed: true, seq: 7 } as const;

/** A tab whose page was logged in, and is now loaded anew. */
async function reloaded(): Promise<FakeTab> {
  const tab = new FakeTab();
  const before = await new TestEngine({}, tab).loggedIn();
  before.platform.tab.close();
  return tab;
}

/** A page of this tab that logs in. */
async function loads(tab: FakeTab, { listens = true, userID = 'A' } = {}): Promise<TestEngine> {
  const it = new TestEngine({}, tab);
  if (!listens) it.ignore(TUICallEvent.ON_CALL_RESTORED);
  it.watch('login', it.engine.login({ userID, userSig: 'sig' }));
  await it.settle();
  return it;
}

const claimOf = (it: TestEngine) => {
  it.socket.listener.opened();
  return it.socket.frames('login')[0]?.resume;
};

describe('S1-28 a page that is loaded anew', () => {
  it('S1-28 takes up the device of the page before it, with the newest token and without a number', async () => {
    const it = await loads(await reloaded());
    expect(claimOf(it)).toEqual({ ...DEVICE, seq: null, restores: true });
  });

  it('S1-28 says that nobody listens for ON_CALL_RESTORED', async () => {
    const it = await loads(await reloaded(), { listens: false });
    expect(claimOf(it)).toMatchObject({ seq: null, restores: false });
  });

  it('S1-28 follows the inbox from where the server begins, and goes on there after a break', async () => {
    const it = await loads(await reloaded());
    it.welcome(NEXT);
    it.socket.receive({ t: 'inbox', seq: 8, events: [received()] });
    await it.settle();
    expect(it.order).toEqual([
      'login resolved',
      TUICallEvent.SDK_READY,
      TUICallEvent.ON_CALL_RECEIVED,
      TUICallEvent.INVITED,
    ]);
    it.socket.listener.closed(1006);
    await it.pass(1);
    expect(claimOf(it)).toEqual({ ...DEVICE, token: NEXT.token, seq: 8 });
  });

  it('S1-28 whose link breaks right behind the welcome gets what it has not seen', async () => {
    const it = await loads(await reloaded());
    it.welcome(NEXT);
    it.socket.listener.closed(1006);
    await it.pass(1);
    expect(claimOf(it)).toMatchObject({ seq: 7 });
  });

  it('S1-28 the call is restored behind the login', async () => {
    const it = await loads(await reloaded());
    it.welcome(NEXT);
    const since = SERVER_NOW - 5_000;
    const call = info();
    it.socket.receive({
      t: 'inbox',
      seq: 8,
      events: [
        { e: 'restored', call, role: 'inviter', userIds: ['A', 'B'], ringing: [], since },
        { e: 'begin', call, role: 'inviter', since },
        { e: 'userEnter', callId: call.callId, userId: 'B' },
      ],
    });
    await it.settle();
    expect(it.order.slice(1)).toEqual([
      TUICallEvent.SDK_READY,
      TUICallEvent.ON_CALL_RESTORED,
      TUICallEvent.ON_CALL_BEGIN,
      TUICallEvent.USER_ENTER,
    ]);
    expect(it.media.plane.last.log).toContain('enter(B)');
  });

  it('S1-28 a call that the app places before it hears of the restored one gives way to it', async () => {
    const it = await loads(await reloaded());
    it.welcome(NEXT);
    const placed = it.engine.login({ userID: 'A', userSig: 'sig' }).then(() => it.engine.call(TO_B));
    const call = it.watch('call', placed);
    const restored = { e: 'restored', role: 'inviter', userIds: ['A', 'B'], ringing: [] } as const;
    const since = SERVER_NOW - 5_000;
    it.socket.receive({ t: 'inbox', seq: 8, events: [{ ...restored, call: info(), since }] });
    await it.settle();
    expect(call.outcome).toMatchObject({ state: 'rejected', error: { code: -1203 } });
    expect(it.order).toContain(TUICallEvent.ON_CALL_RESTORED);
    expect(it.media.capture.published).toEqual({ audio: false, video: false });
    it.socket.receive({ t: 'inbox', seq: 9, events: [ended(info(), 'inviter', 'B', 1)] });
    await it.settle();
    expect(it.order.at(-1)).toBe(TUICallEvent.CALLING_END);
  });

  it('whose device is kept no longer is a new device, and the next page takes up that one', async () => {
    const tab = await reloaded();
    const it = await loads(tab);
    it.welcome({ deviceId: 'device-0000000000000002', token: NEXT.token });
    await it.settle();
    expect(it.order).toEqual(['login resolved', TUICallEvent.SDK_READY]);
    it.platform.tab.close();
    const next = await loads(tab);
    expect(claimOf(next)).toMatchObject({ deviceId: 'device-0000000000000002', token: NEXT.token });
  });

  it('whose token the server refuses logs in as a new device', async () => {
    const it = await loads(await reloaded());
    it.socket.listener.opened();
    it.socket.receive({ t: 'refused', code: 101002, message: 'the token does not belong to this device' });
    expect(claimOf(it)).toBeUndefined();
  });

  it('of another user is a device of its own', async () => {
    const it = await loads(await reloaded(), { userID: 'B' });
    expect(claimOf(it)).toBeUndefined();
  });

  it('waits for the page before it, which may still let go of the device', async () => {
    const tab = new FakeTab();
    const before = await new TestEngine({}, tab).loggedIn();
    const it = await loads(tab);
    await it.pass(0.5);
    expect(it.platform.sockets).toEqual([]);
    before.platform.tab.close();
    await it.settle();
    expect(claimOf(it)).toMatchObject(DEVICE);
  });

  it('logs out while it waits: nothing is left of it', async () => {
    const tab = new FakeTab();
    const before = await new TestEngine({}, tab).loggedIn();
    const it = await loads(tab);
    await it.engine.logout();
    before.platform.tab.close();
    await it.pass(60);
    expect(it.platform.sockets).toEqual([]);
    expect(tab.locks.held).toEqual([]);
  });
});

describe('a tab that is duplicated', () => {
  it('is a device of its own, also when it is loaded anew', async () => {
    const tab = new FakeTab();
    await new TestEngine({}, tab).loggedIn();
    const copy = tab.duplicate();
    const it = await loads(copy);
    await it.pass(1);
    expect(claimOf(it)).toBeUndefined();
    it.welcome({ deviceId: 'device-0000000000000002' });
    await it.settle();
    it.platform.tab.close();
    expect(claimOf(await loads(copy))).toMatchObject({ deviceId: 'device-0000000000000002' });
  });

  it('keeps nothing where the browser has no locks', async () => {
    const locks = new FakeLocks();
    locks.hold = async () => null;
    const tab = new FakeTab(locks);
    await new TestEngine({}, tab).loggedIn();
    expect(tab.storage.size).toBe(0);
  });
});

describe('a device that is over', () => {
  const over: Record<string, (it: TestEngine) => Promise<void>> = {
    'logged out': async (it) => {
      const left = it.engine.logout();
      await it.answer('logout');
      await left;
    },
    'kicked out': async (it) => it.happens({ e: 'kickedOut', message: 'logged in on another device' }),
    gone: async (it) => {
      it.socket.listener.closed(4410);
      await it.settle();
    },
    refused: async (it) => {
      it.socket.listener.closed(1006);
      await it.pass(1);
      it.socket.listener.opened();
      it.socket.receive({ t: 'refused', code: 70001, message: 'the UserSig has expired' });
      await it.settle();
    },
  };

  it.each(Object.keys(over))('is not kept: %s', async (how) => {
    const tab = new FakeTab();
    const it = await new TestEngine({}, tab).loggedIn();
    await it.settle();
    expect(tab.storage.size).toBe(1);
    await over[how]?.(it);
    expect(tab.storage.size).toBe(0);
    expect(tab.locks.held).toEqual([]);
  });

  it('without a server at hand the device is kept for the next attempt', async () => {
    const tab = await reloaded();
    const it = await loads(tab);
    await it.pass(10);
    expect(it.order).toEqual(['login rejected -1406']);
    it.watch('login', it.engine.login({ userID: 'A', userSig: 'sig' }));
    await it.settle();
    expect(claimOf(it)).toMatchObject(DEVICE);
  });
});
