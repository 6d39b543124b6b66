import { describe, expect, test } from 'vitest';
import { settled } from '../system/testing/virtual-clock.js';
import type { Client } from './testing/client.js';
import { calling, PUBLISH, TestServer } from './testing/server.js';

const NOT_NOW = 1013;

/** So many devices that come at once. */
function crowd(server: TestServer, count: number): Client[] {
  return Array.from({ length: count }, (_, n) => {
    const client = server.connect();
    client.socket.say(server.loginFrame(`user${n}`));
    return client;
  });
}

const welcomed = (clients: readonly Client[]) => clients.filter((client) => client.of('welcome').length > 0);

async function talking(server: TestServer) {
  const [ann, bob] = [await server.login('ann'), await server.login('bob')];
  await ann.command(calling(['bob']));
  const callId = bob.events[0]?.e === 'received' ? bob.events[0].call.callId : '';
  await bob.command({ op: 'accept', callId, publish: PUBLISH });
  return { ann, bob, callId };
}

describe('many devices that come back at once', () => {
  test('are let in at a bounded rate, also those that wait longer than a login may take to come', async () => {
    const server = await TestServer.start({ loginsPerSecond: 10 });
    const clients = crowd(server, 50);
    await settled();
    expect(welcomed(clients)).toHaveLength(16);
    expect(server.gateway.waitingCount()).toBe(34);
    await server.tick(1_000);
    expect(welcomed(clients)).toHaveLength(26);
    await server.tick(4_500);
    expect(welcomed(clients)).toHaveLength(50);
    expect(clients.filter(({ closedWith }) => closedWith !== undefined)).toEqual([]);
  });

  test('beyond the waiting room are told when to come back, and nobody who is in waits for them', async () => {
    const server = await TestServer.start({ loginsPerSecond: 10 });
    const { ann, bob, callId } = await talking(server);
    const clients = crowd(server, 100);
    await settled();
    const away = clients.filter(({ closedWith }) => closedWith === NOT_NOW);
    expect(away).toHaveLength(100 - 14 - 40);
    expect(away[0]?.of('refused')).toEqual([
      {
        t: 'refused',
        code: -1408,
        message: 'too many devices come back at once, try again in 3 s',
        retryAfterMs: 2_100,
      },
    ]);
    expect(await bob.command({ op: 'hangup', callId })).toMatchObject({ result: {} });
    expect(ann.heard.at(-1)).toBe('ended');
  });

  test('S1-17 whoever is in a call comes first, and is back in it', async () => {
    const server = await TestServer.start({ loginsPerSecond: 10 });
    const { ann, bob } = await talking(server);
    await server.restart();
    const clients = crowd(server, 100);
    const { deviceId, token } = bob.welcome;
    const back = server.connect();
    back.socket.say(
      server.loginFrame('bob', { resume: { deviceId, token, seq: bob.inbox.at(-1)?.seq ?? 0 } }),
    );
    await server.tick(200);
    expect(back.welcome.resumed).toBe(true);
    expect(welcomed(clients).length).toBeLessThan(20);
    void ann;
  });

  test('one whose link breaks while it waits is forgotten', async () => {
    const server = await TestServer.start({ loginsPerSecond: 10 });
    const clients = crowd(server, 40);
    await settled();
    for (const client of clients.slice(16, 39)) client.socket.drop();
    await server.tick(200);
    expect(server.gateway.waitingCount()).toBe(0);
    expect(welcomed(clients)).toContain(clients[39]);
    expect(server.gateway.deviceCounts().get(1_400_000_000)).toBe(17);
  });

  test('a server that goes away lets go of those who wait', async () => {
    const server = await TestServer.start({ loginsPerSecond: 10 });
    const clients = crowd(server, 40);
    await settled();
    await server.gateway.drain();
    expect(server.gateway.waitingCount()).toBe(0);
    expect(clients.map(({ closedWith }) => closedWith)).toEqual(clients.map(() => 1001));
    expect(clients.every((client) => client.of('away').length === 1)).toBe(true);
  });
});
