import { describe, expect, test } from 'vitest';
import { signUserSig } from '../auth/sign.js';
import { letIn, settled } from '../system/testing/virtual-clock.js';
import { APP, calling, ICE, OTHER_APP, TestServer } from './testing/server.js';
import { storeWith } from './testing/store-with.js';

describe('a login', () => {
  test('is welcomed with what the engine needs', async () => {
    const server = await TestServer.start();
    const client = await server.login('ann', { deviceName: 'Ann’s laptop' });
    expect(client.socket.frames).toEqual([
      {
        t: 'welcome',
        v: 1,
        deviceId: expect.stringMatching(/^[\w-]{22}$/),
        token: expect.stringMatching(/^[\w-]{43}$/),
        resumed: false,
        seq: 0,
        now: server.clock.now(),
        graceTime: 20,
        iceServers: ICE,
        relayOnly: false,
      },
    ]);
    expect(server.gateway.linkCount()).toBe(1);
    expect(await server.store.presence(APP.sdkAppId)).toEqual([
      { userId: 'ann', linkedDevices: 1, inCall: false },
    ]);
  });

  test('of another version is refused with a message that names both', async () => {
    const server = await TestServer.start();
    const client = server.connect();
    await client.say({ t: 'login', v: 99 });
    expect(client.of('refused')).toEqual([
      { t: 'refused', code: 101002, message: expect.stringMatching(/99.*1/) },
    ]);
    expect(client.closedWith).toBe(4401);
  });

  test('is refused with the documented code, and nothing is told of the server', async () => {
    const server = await TestServer.start();
    const now = server.clock.now();
    const sign = (change: object) => signUserSig({ ...APP, userId: 'eve', expire: 60, now, ...change });
    const cases: [object, number][] = [
      [{ userSig: 'not-a-sig' }, 70003],
      [{ sdkAppId: OTHER_APP.sdkAppId }, 70014],
      [{ sdkAppId: 999 }, 70014],
      [{ userSig: sign({ userId: 'mallory' }) }, 70013],
      [{ userSig: sign({ now: now - 120_000 }) }, 70001],
      [{ userSig: sign({ secretKey: OTHER_APP.secretKey }) }, 70009],
      [{ userId: 'e\u0000ve' }, 101002],
      [{ userId: '' }, 101002],
      [{ deviceName: 'x'.repeat(101) }, 101002],
      [{ resume: { deviceId: '../etc', token: 't', seq: 0 } }, 101002],
    ];
    for (const [change, code] of cases) {
      const client = await server.login('eve', change);
      expect(client.order, JSON.stringify(change)).toEqual(['refused']);
      expect(client.of('refused')).toMatchObject([{ code }]);
      expect(client.closedWith).toBe(4401);
      expect(JSON.stringify(client.socket.frames)).not.toContain(APP.secretKey);
    }
    expect(server.gateway.linkCount()).toBe(0);
    expect(await server.store.presence(APP.sdkAppId)).toEqual([]);
  });

  test('must be the first frame, of at most 8 kB, in text', async () => {
    const server = await TestServer.start();
    const large = { ...server.loginFrame('eve'), padding: 'x'.repeat(9_000) };
    for (const first of [
      { t: 'ack', seq: 1 },
      'no json',
      '[]',
      'null',
      '"login"',
      large,
      Buffer.from('{}'),
    ]) {
      const client = server.connect();
      await client.say(first);
      expect(client.order).toEqual(['fault']);
      expect(client.closedWith).toBe(4400);
    }
  });

  test('must come within 5 s', async () => {
    const server = await TestServer.start();
    const late = server.connect();
    await server.tick(4_999);
    expect(late.closedWith).toBeUndefined();
    await server.tick(1);
    expect(late.closedWith).toBe(4408);
    await late.say(server.loginFrame('ann'));
    expect(late.of('welcome')).toEqual([]);

    const early = await server.login('ann');
    await server.tick(10_000);
    expect(early.closedWith).toBeUndefined();
  });

  test('is not waited for by pinging the server', async () => {
    const server = await TestServer.start();
    const client = server.connect();
    for (let sent = 0; sent < 16; sent += 1) client.socket.control(sent % 2 === 0 ? 'ping' : 'pong');
    expect(client.closedWith).toBeUndefined();
    client.socket.control('ping');
    expect(client.of('fault')).toMatchObject([
      { code: 101002, message: 'too many pings before the welcome' },
    ]);
    expect(client.closedWith).toBe(4400);
  });

  test('answers what came before the welcome after it, and takes no flood', async () => {
    const server = await TestServer.start();
    const client = server.connect();
    client.socket.say(server.loginFrame('ann'));
    client.socket.say({ t: 'request', id: 'r', request: { ask: 'profiles', userIds: ['ann'] } });
    await settled();
    expect(client.order).toEqual(['welcome', 'reply']);

    const flood = server.connect();
    flood.socket.say(server.loginFrame('ann'));
    for (let n = 0; n < 20; n += 1) flood.socket.say({ t: 'pong' });
    await settled();
    expect(flood.closedWith).toBe(4400);
  });

  test('whose link is gone before the welcome leaves a device that is lost, not linked', async () => {
    const server = await TestServer.start();
    const client = server.connect();
    client.socket.say(server.loginFrame('ann'));
    await letIn();
    client.socket.drop();
    await settled();
    expect(await server.store.presence(APP.sdkAppId)).toEqual([
      { userId: 'ann', linkedDevices: 0, inCall: false },
    ]);
    await server.tick(20_000);
    expect(await server.store.usersWithDevices(APP.sdkAppId)).toEqual([]);
  });

  test('that cannot be stored says so, and the engine may come back', async () => {
    const server = await TestServer.start({
      wrap: (store) =>
        storeWith(store, { commit: async () => ({ ok: false, code: 101001, message: 'the disk is full' }) }),
    });
    const client = await server.login('ann');
    expect(client.of('refused')).toEqual([{ t: 'refused', code: 101001, message: 'the disk is full' }]);
    expect(client.closedWith).toBe(1013);
  });

  test('that fails unforeseen says no more than that', async () => {
    const server = await TestServer.start({
      wrap: (store) => storeWith(store, { commit: () => Promise.reject(new Error('secret detail')) }),
    });
    const client = await server.login('ann');
    expect(client.of('refused')).toEqual([
      { t: 'refused', code: 101001, message: expect.not.stringContaining('secret') },
    ]);
    expect(client.closedWith).toBe(1013);
    expect(server.gateway.linkCount()).toBe(0);
  });

  test('outlives its UserSig; the next one needs a fresh one', async () => {
    const server = await TestServer.start();
    const frame = server.loginFrame('ann');
    const client = server.connect();
    await client.say(frame);
    await server.tick(3_700_000);
    expect(client.closedWith).toBeUndefined();
    expect(await client.request({ ask: 'profiles', userIds: ['ann'] })).toMatchObject({ result: {} });
    const again = server.connect();
    await again.say(frame);
    expect(again.of('refused')).toMatchObject([{ code: 70001 }]);
  });

  test('G-09 inside a ring’s window rings', async () => {
    const server = await TestServer.start();
    const ann = await server.login('ann');
    await (await server.login('bob')).command({ op: 'logout' });
    await ann.command(calling(['bob']));
    await server.tick(10_000);
    const bob = await server.login('bob');
    expect(bob.order).toEqual(['welcome', 'inbox']);
    expect(bob.events).toMatchObject([{ e: 'received', sponsor: 'ann', timeout: 30 }]);
  });

  test('G-11 beyond the app’s limit kicks another device out, which is told and closed', async () => {
    const server = await TestServer.start({ policy: { devices: 1 } });
    const first = await server.login('ann');
    const second = await server.login('ann');
    expect(first.heard).toEqual(['kickedOut']);
    expect(first.closedWith).toBe(4410);
    expect(second.closedWith).toBeUndefined();
    await server.tick(60_000);
    expect(await server.store.presence(APP.sdkAppId)).toMatchObject([{ linkedDevices: 1 }]);
  });

  test('G-11 a device that is kicked out in the very commit after its login hears so', async () => {
    const server = await TestServer.start({ policy: { devices: 1 } });
    const first = server.connect();
    const second = server.connect();
    first.socket.say(server.loginFrame('ann'));
    second.socket.say(server.loginFrame('ann'));
    await settled();
    expect(first.order).toEqual(['welcome', 'inbox']);
    expect(first.heard).toEqual(['kickedOut']);
    expect(first.closedWith).toBe(4410);
    expect(second.order).toEqual(['welcome']);
    expect(await server.store.presence(APP.sdkAppId)).toMatchObject([{ linkedDevices: 1 }]);
  });
});

test('nothing secret is logged', async () => {
  const server = await TestServer.start();
  const frame = server.loginFrame('ann');
  const client = server.connect();
  await client.say(frame);
  await client.say({ ...frame, t: 'command', id: 'x', userSig: frame.userSig });
  await server.login('ann', { userSig: `${frame.userSig}x` });
  const log = JSON.stringify(server.lines);
  expect(log).toContain('logged in');
  expect(log).not.toContain(frame.userSig);
  expect(log).not.toContain(client.welcome.token);
  expect(log).not.toContain(APP.secretKey);
});
