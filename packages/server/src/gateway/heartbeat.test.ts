import { beforeEach, describe, expect, test } from 'vitest';
import { VirtualClock } from '../system/testing/virtual-clock.js';
import { Heartbeat } from './heartbeat.js';
import type { Client } from './testing/client.js';
import { APP, calling, PUBLISH, TestServer } from './testing/server.js';

describe('the heartbeat', () => {
  let clock: VirtualClock;
  let bytes: number;
  let seen: string[];
  const START = 1_000_000;
  const at = () => clock.now() - START;
  const begin = (pace: 'call' | 'idle') =>
    new Heartbeat(clock, pace, () => bytes, {
      ping: () => seen.push(`ping ${at()}`),
      silent: () => seen.push(`silent ${at()}`),
    });

  beforeEach(() => {
    clock = new VirtualClock(START);
    bytes = 0;
    seen = [];
  });

  test('pings every 2 s in a call, and is silent after three of them', async () => {
    begin('call');
    await clock.advance(10_000);
    expect(seen).toEqual(['ping 2000', 'ping 4000', 'silent 6000']);
    expect(clock.pending).toBe(0);
  });

  test('pings every 25 s outside, and is silent after three of them', async () => {
    begin('idle');
    await clock.advance(80_000);
    expect(seen).toEqual(['ping 25000', 'ping 50000', 'silent 75000']);
  });

  test('counts silence from the last byte, whatever it was part of', async () => {
    const heartbeat = begin('call');
    await clock.advance(2_100);
    heartbeat.heard();
    expect(heartbeat.heardAt).toBe(START + 2_100);
    await clock.advance(5_000);
    bytes += 1;
    await clock.advance(6_000);
    expect(seen.at(-1)).toBe('ping 12000');
    await clock.advance(3_000);
    expect(seen.at(-1)).toBe('silent 14100');
  });

  test('pings fast from the beginning of a call on, and counts silence anew', async () => {
    const heartbeat = begin('idle');
    await clock.advance(20_000);
    heartbeat.pace = 'call';
    heartbeat.pace = 'call';
    await clock.advance(5_999);
    expect(seen).toEqual(['ping 22000', 'ping 24000']);
    await clock.advance(1);
    expect(seen.at(-1)).toBe('silent 26000');
  });

  test('is slow again when it is over', async () => {
    const heartbeat = begin('call');
    await clock.advance(1_000);
    heartbeat.pace = 'idle';
    await clock.advance(75_000);
    expect(seen).toEqual(['ping 26000', 'ping 51000', 'silent 76000']);
  });

  test.each([3_600_000, -3_600_000])(
    'a clock that is set by %i ms breaks no link and makes no grace',
    async (ms) => {
      const heartbeat = begin('call');
      await clock.advance(1_000);
      clock.jump(ms);
      expect(seen).toEqual([]);
      expect(clock.now() - heartbeat.heardAt).toBeGreaterThanOrEqual(0);
      expect(clock.now() - heartbeat.heardAt).toBeLessThanOrEqual(6_000);
      heartbeat.heard();
      await clock.advance(5_999);
      expect(seen.length).toBeGreaterThanOrEqual(2);
      expect(seen.every((one) => one.startsWith('ping'))).toBe(true);
    },
  );

  test('whoever could not be heard while the process stood still has a whole window after it', async () => {
    begin('call');
    await clock.advance(1_000);
    clock.jump(8_000);
    await clock.advance(6_999);
    expect(seen.every((one) => one.startsWith('ping'))).toBe(true);
    await clock.advance(1);
    expect(seen.at(-1)).toBe('silent 16000');
  });

  test('a ping to a reader who is too slow, which closes the link, is the last', async () => {
    const heartbeat = new Heartbeat(clock, 'call', () => bytes, {
      ping: () => heartbeat.stop(),
      silent: () => seen.push('silent'),
    });
    await clock.advance(2_000);
    expect(clock.pending).toBe(0);
  });

  test('stops', async () => {
    begin('call').stop();
    expect(clock.pending).toBe(0);
  });
});

describe('the links of a user', () => {
  const pingsIn = async (server: TestServer, client: Client, ms: number) => {
    const before = client.of('ping').length;
    await server.tick(ms);
    return client.of('ping').length - before;
  };

  test('are pinged every 2 s while he calls, rings or talks, on every device, and every 25 s else', async () => {
    const server = await TestServer.start();
    const [ann, bob1, bob2] = [
      await server.login('ann'),
      await server.login('bob'),
      await server.login('bob'),
    ];
    const eve = await server.login('eve');
    expect(await pingsIn(server, ann, 50_000)).toBe(2);

    await ann.command(calling(['bob'], { timeout: 120 }));
    for (const client of [ann, bob1, bob2]) expect(await pingsIn(server, client, 10_000)).toBe(5);
    const callId = bob1.events[0]?.e === 'received' ? bob1.events[0].call.callId : '';
    await bob1.command({ op: 'accept', callId, publish: PUBLISH });
    for (const client of [ann, bob1, bob2]) expect(await pingsIn(server, client, 10_000)).toBe(5);
    await ann.command({ op: 'hangup', callId });
    for (const client of [ann, bob1, bob2]) expect(await pingsIn(server, client, 100_000)).toBe(4);
    expect(await pingsIn(server, eve, 100_000)).toBe(4);
  });

  test('a device that logs in while its user rings is pinged fast', async () => {
    const server = await TestServer.start();
    const ann = await server.login('ann');
    await server.login('bob');
    await ann.command(calling(['bob']));
    const late = await server.login('bob');
    expect(await pingsIn(server, late, 10_000)).toBe(5);
  });

  test('S1-27 silence in a call is told to the others after 9 s, and ends it after the grace time', async () => {
    const server = await TestServer.start();
    const [ann, bob] = [await server.login('ann'), await server.login('bob')];
    await ann.command(calling(['bob']));
    const callId = bob.events[0]?.e === 'received' ? bob.events[0].call.callId : '';
    await bob.command({ op: 'accept', callId, publish: PUBLISH });
    bob.answersPings = false;
    bob.socket.isDead = true;
    await server.tick(5_999);
    expect(bob.closedWith).toBeUndefined();
    await server.tick(1);
    expect(bob.closedWith).toBe('cut');
    await server.tick(2_999);
    expect(ann.heard).not.toContain('userLink');
    await server.tick(1);
    expect(ann.events.at(-1)).toEqual({ e: 'userLink', callId, userId: 'bob', isReachable: false });
    // G-10: the grace time counts from the last byte.
    await server.tick(10_999);
    expect(ann.heard).not.toContain('ended');
    await server.tick(1);
    expect(ann.events.at(-1)).toMatchObject({ e: 'ended', userId: 'bob', reason: 4 });
  });

  test('G-18 a page that said it is leaving is kept for 5 s', async () => {
    const server = await TestServer.start();
    const [ann, bob] = [await server.login('ann'), await server.login('bob')];
    await ann.command(calling(['bob']));
    const callId = bob.events[0]?.e === 'received' ? bob.events[0].call.callId : '';
    await bob.command({ op: 'accept', callId, publish: PUBLISH });
    await bob.say({ t: 'leaving' });
    bob.socket.drop();
    await server.tick(4_999);
    expect(ann.heard).not.toContain('ended');
    await server.tick(1);
    expect(ann.events.at(-1)).toMatchObject({ e: 'ended', userId: 'bob', reason: 4 });
    expect(await server.store.presence(APP.sdkAppId)).toMatchObject([
      { linkedDevices: 1 },
      { linkedDevices: 0 },
    ]);
  });
});
