import type { ServerEvent } from '@ringback/protocol';
import { describe, expect, test } from 'vitest';
import { settled } from '../system/testing/virtual-clock.js';
import type { Client } from './testing/client.js';
import { APP, calling, PUBLISH, TestServer } from './testing/server.js';
import { storeWith } from './testing/store-with.js';

const HOUR_MS = 3_600_000;
const jumps = [5 * HOUR_MS, -5 * HOUR_MS];

const find = <E extends ServerEvent['e']>(client: Client, e: E) =>
  client.events.find((event): event is Extract<ServerEvent, { e: E }> => event.e === e);

async function ringing(server: TestServer) {
  const [ann, bob] = [await server.login('ann'), await server.login('bob')];
  await ann.command(calling(['bob'], { timeout: 30 }));
  return { ann, bob, callId: find(bob, 'received')?.call.callId ?? '' };
}

async function talking(server: TestServer) {
  const { ann, bob, callId } = await ringing(server);
  await bob.command({ op: 'accept', callId, publish: PUBLISH });
  return { ann, bob, callId };
}

/** What the clients have heard since. */
const since = (...clients: readonly Client[]) => {
  const before = clients.map(({ heard }) => heard.length);
  return () => clients.map(({ heard }, index) => heard.slice(before[index]));
};

describe.each(jumps)('the time of day is set by %i ms', (by) => {
  test('G-09 while it rings: the ring ends after its 30 s, neither sooner nor later', async () => {
    const server = await TestServer.start();
    const { ann, bob } = await ringing(server);
    const heard = since(ann, bob);
    await server.tick(10_000);
    server.clock.jump(by);
    await server.tick(19_999);
    expect(heard()).toEqual([[], []]);
    await server.tick(1);
    expect(heard()).toEqual([['noResponse', 'canceled'], ['canceled']]);
    expect(find(bob, 'canceled')).toMatchObject({ reason: 3 });
  });

  test('G-09 a device that logs in after it rings for the rest of the window', async () => {
    const server = await TestServer.start();
    await ringing(server);
    await server.tick(10_000);
    server.clock.jump(by);
    const late = await server.login('bob');
    expect((find(late, 'received')?.until ?? 0) - late.welcome.now).toBe(20_000);
    await server.tick(20_000);
    expect(late.heard).toEqual(['received', 'canceled']);
  });

  test('S1-17 in a call: nothing happens, and a lost device has its whole grace time', async () => {
    const server = await TestServer.start();
    const { ann, bob } = await talking(server);
    const heard = since(ann, bob);
    await server.tick(10_000);
    server.clock.jump(by);
    await server.tick(60_000);
    expect(heard()).toEqual([[], []]);
    expect([ann.closedWith, bob.closedWith]).toEqual([undefined, undefined]);
    bob.socket.drop();
    await server.tick(2_999);
    expect(heard()[0]).toEqual([]);
    await server.tick(1);
    expect(heard()[0]).toEqual(['userLink']);
    server.clock.jump(-by);
    await server.tick(16_999);
    expect(heard()[0]).toEqual(['userLink']);
    await server.tick(1);
    expect(heard()[0]).toEqual(['userLink', 'userLeave', 'ended']);
    expect(find(ann, 'ended')).toMatchObject({ reason: 4, totalTime: 90 });
    const [record] = await server.store.recordsOfUser(APP.sdkAppId, 'ann', { limit: 1 });
    expect(record).toMatchObject({ totalTime: 90 });
  });

  test('S1-17 while a device is away: it comes back within the grace time, and the call goes on', async () => {
    const server = await TestServer.start();
    const { ann, bob, callId } = await talking(server);
    bob.socket.drop();
    await server.tick(5_000);
    server.clock.jump(by);
    await server.tick(14_000);
    // A page signs by another machine's clock, and this one's says what is expired.
    const back = await server.resume('bob', bob);
    expect(back.welcome.resumed).toBe(true);
    expect(await back.command({ op: 'hangup', callId })).toMatchObject({ result: {} });
    expect(find(ann, 'ended')).toMatchObject({ reason: 1, totalTime: 19 });
  });

  test('the clock’s work stays what it was, and nothing is left of it', async () => {
    let looks = 0;
    const server = await TestServer.start({
      wrap: (store) =>
        storeWith(store, {
          dueWakes: (now, limit) => {
            looks += 1;
            return store.dueWakes(now, limit);
          },
        }),
    });
    const { ann, bob, callId } = await talking(server);
    const inAMinute = async () => {
      const before = looks;
      await server.tick(60_000);
      return looks - before;
    };
    const usual = await inAMinute();
    const timers = server.clock.pending;
    server.clock.jump(by);
    expect(await inAMinute()).toBeLessThanOrEqual(usual + 2);
    expect(server.clock.pending).toBe(timers);
    await ann.command({ op: 'hangup', callId });
    for (const client of [ann, bob]) client.socket.drop();
    await server.tick(60_000);
    expect(await server.store.nextWakeAt()).toBeNull();
    expect(server.clock.pending).toBe(0);
  });

  test('limits count what has really passed', async () => {
    const server = await TestServer.start({ policy: { limits: { ...NO_LIMITS, commandsPer10s: 2 } } });
    const ann = await server.login('ann');
    const command = () => ann.command({ op: 'alone', alone: false });
    await command();
    await command();
    server.clock.jump(by);
    expect(await command()).toMatchObject({ error: { code: -1408 } });
    await server.tick(10_000);
    expect(await command()).toMatchObject({ result: {} });
  });
});

const NO_LIMITS = { commandsPer10s: 0, callsPerMinute: 0, unansweredPerPairIn5Min: 0, invitesPerMinute: 0 };

describe('the time of day is set while no server runs', () => {
  test('S1-25 back: what was left of a ring is left of it, and the call’s time is no less than none', async () => {
    const server = await TestServer.start();
    const { ann, bob } = await ringing(server);
    const [cid, dan] = [await server.login('cid'), await server.login('dan')];
    await cid.command(calling(['dan']));
    const callId = find(dan, 'received')?.call.callId ?? '';
    await dan.command({ op: 'accept', callId, publish: PUBLISH });
    await server.tick(10_000);
    server.clock.jump(-5 * HOUR_MS);
    await server.restart();
    const [back] = [await server.resume('ann', ann), await server.resume('bob', bob)];
    const danBack = await server.resume('dan', dan);
    await server.resume('cid', cid);
    await server.tick(29_000);
    expect(back.heard).toEqual([]);
    await server.tick(1_000);
    expect(back.heard).toEqual(['noResponse', 'canceled']);
    await danBack.command({ op: 'hangup', callId });
    expect(find(danBack, 'ended')).toMatchObject({ totalTime: 30 });
    await settled();
  });

  test('S1-25 forward: the ring is over, the call goes on', async () => {
    const server = await TestServer.start();
    const { ann, bob, callId } = await talking(server);
    await server.tick(10_000);
    server.clock.jump(5 * HOUR_MS);
    await server.restart();
    const [annBack, bobBack] = [await server.resume('ann', ann), await server.resume('bob', bob)];
    await server.tick(60_000);
    expect([annBack.heard, bobBack.heard]).toEqual([[], []]);
    expect(await bobBack.command({ op: 'hangup', callId })).toMatchObject({ result: {} });
  });
});
