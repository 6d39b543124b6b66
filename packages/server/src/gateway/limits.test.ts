import { DEFAULT_POLICY } from '@ringback/calls';
import type { ReplyFrame } from '@ringback/protocol';
import { describe, expect, test } from 'vitest';
import { settled } from '../system/testing/virtual-clock.js';
import { type Client, drawId } from './testing/client.js';
import { calling, PUBLISH, TestServer } from './testing/server.js';
import { storeWith } from './testing/store-with.js';

const NOT_NOW = 1013;
const NO_CALL = 'a-call-that-is-not-there';
const harmless = { op: 'alone', alone: false } as const;

const tooMany = (what: string, seconds: number) => ({
  error: { code: -1408, message: `too many ${what}, try again in ${seconds} s` },
});

/** @returns how many of them were refused as too many. */
async function send(client: Client, count: number, op: 'alone' | 'hangup' = 'alone'): Promise<number> {
  const ids = Array.from({ length: count }, drawId);
  const command = op === 'alone' ? harmless : { op, callId: NO_CALL };
  for (const id of ids) client.socket.say({ t: 'command', id, command });
  await settled();
  const replies = client.of<ReplyFrame>('reply').filter((reply) => ids.includes(reply.id));
  return replies.filter((reply) => 'error' in reply && reply.error.code === -1408).length;
}

describe('commands', () => {
  test('G-20 the thirty-first in 10 s is refused and says for how long; then it works', async () => {
    const server = await TestServer.start();
    const ann = await server.login('ann');
    await send(ann, 29);
    await server.tick(4_000);
    expect(await ann.command(harmless)).toMatchObject({ result: {} });
    expect(await ann.command(harmless)).toMatchObject(tooMany('calls', 6));
    await server.tick(5_999);
    expect(await ann.command(harmless)).toMatchObject(tooMany('calls', 1));
    await server.tick(1);
    expect(await ann.command(harmless)).toMatchObject({ result: {} });
  });

  test('G-20 a refused command has changed nothing, and may be sent again under its id', async () => {
    const server = await TestServer.start();
    const bob = await server.login('bob');
    const ann = await server.login('ann');
    await send(ann, 30);
    const id = drawId();
    expect(await ann.command(calling(['bob']), id)).toMatchObject(tooMany('calls', 10));
    expect(bob.heard).toEqual([]);
    await server.tick(10_000);
    await ann.command(calling(['bob']), id);
    expect(bob.heard).toEqual(['received']);
  });

  test('G-20 they are counted for the device: not for others of the user, and a new link begins nothing anew', async () => {
    const server = await TestServer.start();
    const ann = await server.login('ann');
    const other = await server.login('ann');
    expect(await send(ann, 40)).toBe(10);
    expect(await send(other, 30)).toBe(0);
    const again = await server.resume('ann', ann);
    expect(await send(again, 1)).toBe(1);
  });

  test('G-20 what an engine says of each ring leaves the person as many as before, and is bounded itself', async () => {
    const server = await TestServer.start();
    const ann = await server.login('ann');
    const alerted = { op: 'alerted', callId: NO_CALL } as const;
    for (let rung = 0; rung < 30; rung += 1) {
      expect(await ann.command(alerted)).not.toMatchObject({ error: { code: -1408 } });
    }
    expect(await ann.command(alerted)).toMatchObject(tooMany('calls', 10));
    expect(await send(ann, 30)).toBe(0);
  });

  test('G-20 0 is no limit', async () => {
    const limits = { ...DEFAULT_POLICY.limits, commandsPer10s: 0 };
    const server = await TestServer.start({ policy: { limits } });
    const ann = await server.login('ann');
    for (let sent = 0; sent < 5; sent += 1) expect(await send(ann, 30)).toBe(0);
  });

  test('G-20 no limit keeps anybody in: hang up, reject, withdraw and log out go through', async () => {
    const server = await TestServer.start();
    const [ann, bob] = [await server.login('ann'), await server.login('bob')];
    await ann.command(calling(['bob']));
    const callId = (bob.events[0] as { call: { callId: string } }).call.callId;
    await send(bob, 40);
    await send(ann, 40);
    expect(await bob.command({ op: 'accept', callId, publish: PUBLISH })).toMatchObject({
      error: { code: -1408 },
    });
    await bob.reject(callId);
    expect(ann.heard).toEqual(['reject', 'canceled']);
    for (const command of [
      { op: 'hangup', callId },
      { op: 'withdraw', commandId: drawId() },
      { op: 'logout' },
    ] as const) {
      expect(await ann.command(command)).toMatchObject({ result: {} });
    }
  });
});

describe('a store that does not answer', () => {
  test('commands beyond 32 are refused, those with which one leaves are not', async () => {
    const server = await TestServer.start({
      policy: { limits: { ...DEFAULT_POLICY.limits, commandsPer10s: 0 } },
      wrap: (store) =>
        storeWith(store, {
          commit: (appId, input) =>
            input.from === 'device' ? new Promise(() => {}) : store.commit(appId, input),
        }),
    });
    const ann = await server.login('ann');
    expect(await send(ann, 33)).toBe(1);
    expect(await send(ann, 32, 'hangup')).toBe(0);
    expect(ann.closedWith).toBeUndefined();
    await send(ann, 1, 'hangup');
    expect(ann.closedWith).toBe(NOT_NOW);
  });
});

describe('floods', () => {
  test('a thousand frames in 10 s are taken, one more costs the link and not the device', async () => {
    const server = await TestServer.start();
    const ann = await server.login('ann');
    for (let sent = 0; sent < 20; sent += 1) await send(ann, 50, 'hangup');
    expect(ann.closedWith).toBeUndefined();
    await send(ann, 1, 'hangup');
    expect(ann.closedWith).toBe(NOT_NOW);
    expect(ann.of('fault')).toMatchObject([{ code: -1408, message: 'too many frames' }]);
    const again = await server.resume('ann', ann);
    expect(again.welcome.resumed).toBe(true);
  });

  test('frames that mean nothing count too, and so does their size', async () => {
    const server = await TestServer.start();
    const [ann, bob] = [await server.login('ann'), await server.login('bob')];
    for (let sent = 0; sent < 1_001; sent += 1) ann.socket.say({ t: 'from-the-future' });
    for (let sent = 0; sent < 70; sent += 1)
      bob.socket.say({ t: 'from-the-future', x: 'x'.repeat(60 * 1024) });
    await settled();
    expect([ann.closedWith, bob.closedWith]).toEqual([NOT_NOW, NOT_NOW]);
  });

  test('pings and pongs of the WebSocket itself count too, whatever they carry', async () => {
    const server = await TestServer.start();
    const [ann, bob] = [await server.login('ann'), await server.login('bob')];
    for (let sent = 0; sent < 1_000; sent += 1) ann.socket.control(sent % 2 === 0 ? 'ping' : 'pong', 125);
    expect(ann.closedWith).toBeUndefined();
    ann.socket.control('ping');
    expect(ann.closedWith).toBe(NOT_NOW);
    for (let sent = 0; sent < 999; sent += 1) bob.socket.control('pong');
    await send(bob, 2, 'hangup');
    expect(bob.closedWith).toBe(NOT_NOW);
  });

  test('an engine that is busy for an hour is none', async () => {
    const server = await TestServer.start();
    const ann = await server.login('ann');
    for (let minute = 0; minute < 6 * 60; minute += 1) {
      for (let sent = 0; sent < 90; sent += 1) ann.socket.say({ t: 'pong' });
      await server.tick(10_000);
    }
    expect(ann.closedWith).toBeUndefined();
  });

  test('requests of a user beyond 120 in 10 s are refused, on whatever link, and say for how long', async () => {
    const server = await TestServer.start();
    const [ann, bob] = [await server.login('ann'), await server.login('bob')];
    const ask = () => ann.request({ ask: 'profiles', userIds: ['ann'] });
    for (let sent = 0; sent < 120; sent += 1) expect(await ask()).toMatchObject({ result: {} });
    await server.tick(4_000);
    expect(await ask()).toMatchObject(tooMany('requests', 6));
    const second = await server.login('ann');
    expect(await second.request({ ask: 'blocked' })).toMatchObject(tooMany('requests', 6));
    expect(await bob.request({ ask: 'blocked' })).toMatchObject({ result: {} });
    await server.tick(6_000);
    expect(await ask()).toMatchObject({ result: {} });
  });

  test('requests of whoever does not read the answers are refused', async () => {
    const server = await TestServer.start();
    const ann = await server.login('ann');
    ann.socket.bufferedAmount = 300_000;
    expect(await ann.request({ ask: 'groups' })).toMatchObject({ error: { code: -1408 } });
    ann.socket.bufferedAmount = 200_000;
    expect(await ann.request({ ask: 'groups' })).toMatchObject({ result: { groups: [] } });
  });

  test('changes of a user beyond 30 in 10 s are refused, and he may still look', async () => {
    const server = await TestServer.start();
    const ann = await server.login('ann');
    const block = () => ann.request({ ask: 'block', userIds: ['bob'] });
    for (let sent = 0; sent < 30; sent += 1) expect(await block()).toMatchObject({ result: {} });
    expect(await block()).toMatchObject(tooMany('requests', 10));
    expect(await ann.request({ ask: 'blocked' })).toMatchObject({ result: { userIds: ['bob'] } });
    await server.tick(10_000);
    expect(await block()).toMatchObject({ result: {} });
  });

  test('signals beyond 500 in 10 s are dropped', async () => {
    const server = await TestServer.start();
    const [ann, bob] = [await server.login('ann'), await server.login('bob')];
    await ann.command(calling(['bob']));
    const callId = (bob.events[0] as { call: { callId: string } }).call.callId;
    await bob.command({ op: 'accept', callId, publish: PUBLISH });
    const signal = { kind: 'candidates', candidates: [{ candidate: 'candidate:1' }] } as const;
    for (let sent = 0; sent < 600; sent += 1) ann.socket.say({ t: 'signal', callId, to: 'bob', signal });
    await settled();
    expect(bob.signals).toHaveLength(500);
    await server.tick(10_000);
    await ann.signal(callId, 'bob', signal);
    expect(bob.signals).toHaveLength(501);
  });
});

describe('failed logins of one address', () => {
  const wrong = { userSig: 'eJw-not-a-signature' };

  test('after 20 in a minute none is looked at, not even a good one, and the engine may come back', async () => {
    const server = await TestServer.start();
    for (let failed = 0; failed < 20; failed += 1) {
      expect((await server.login('ann', wrong)).closedWith).toBe(4401);
    }
    const good = await server.login('ann');
    expect(good.socket.frames).toEqual([
      {
        t: 'refused',
        code: -1408,
        message: 'too many failed logins from this address, try again in 60 s',
        retryAfterMs: 60_000,
      },
    ]);
    expect(good.closedWith).toBe(NOT_NOW);
    await server.tick(60_000);
    expect((await server.login('ann')).welcome).toBeDefined();
  });

  test('a token that is guessed counts, a login that succeeds or fails by the server does not', async () => {
    const server = await TestServer.start();
    for (let n = 0; n < 25; n += 1) expect((await server.login('ann')).welcome).toBeDefined();
    const ann = await server.login('ann');
    for (let n = 0; n < 20; n += 1) await server.resume('ann', ann, { token: 'guess'.repeat(9) });
    expect((await server.login('bob')).of('refused')).toMatchObject([{ code: -1408 }]);
  });
});

describe('logins that are refused and are no guess', () => {
  test('UserSigs that have expired do not keep the others of their address out', async () => {
    const server = await TestServer.start();
    const { userSig } = server.loginFrame('ann');
    await server.tick(3_601_000);
    for (let n = 0; n < 25; n += 1) {
      expect((await server.login('ann', { userSig })).of('refused')).toMatchObject([{ code: 70001 }]);
    }
    expect((await server.login('ann')).welcome).toBeDefined();
  });
});

describe('logins of one user', () => {
  test('after 120 in a minute he waits, from whatever address, and nobody else does', async () => {
    const server = await TestServer.start({ loginsPerSecond: 100 });
    for (let n = 0; n < 120; n += 1) {
      const back = await server.login('ann');
      await server.tick(100);
      expect(back.welcome).toBeDefined();
    }
    const more = await server.login('ann');
    expect(more.of('refused')).toEqual([
      {
        t: 'refused',
        code: -1408,
        message: 'too many logins of this user, try again in 48 s',
        retryAfterMs: 48_000,
      },
    ]);
    expect(more.closedWith).toBe(NOT_NOW);
    expect((await server.login('bob')).welcome).toBeDefined();
    await server.tick(48_000);
    expect((await server.login('ann')).welcome).toBeDefined();
  });

  test('whoever has found an old UserSig of his uses up none of them', async () => {
    const server = await TestServer.start();
    const old = server.loginFrame('ann');
    await server.tick(4_000_000);
    const resume = { deviceId: 'd'.repeat(22), token: 't'.repeat(43), seq: 1 };
    for (let n = 0; n < 130; n += 1) {
      const link = server.connect(`198.51.100.${n % 10}`);
      await link.say({ ...old, resume });
      expect(link.of('refused')).toMatchObject([{ code: n < 120 ? 70001 : -1408 }]);
    }
    expect((await server.login('ann')).welcome).toBeDefined();
  });
});
