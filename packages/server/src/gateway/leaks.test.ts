import { expect, test } from 'vitest';
import { MeshRelay } from '../media/mesh-relay.js';
import { LiveCalls } from './live-calls.js';
import type { Client } from './testing/client.js';
import { APP, calling, PUBLISH, TestServer } from './testing/server.js';

/** mulberry32: a schedule can be run again from its seed. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const USERS = ['ann', 'bob', 'cid', 'dan'];
const SDP = 'v=0\r\no=- 1 2 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n';
const candidates = { kind: 'candidates', candidates: [{ candidate: 'candidate:1' }] } as const;

test.each([1, 2, 3])('whatever happens, nothing is kept of calls that are over (seed %i)', async (seed) => {
  const server = await TestServer.start();
  const calls = new LiveCalls();
  const relay = new MeshRelay({
    isRelayOnly: () => false,
    callOf: (appId, callId) => calls.call(appId, callId),
    sendToDevice: () => {},
    sendToUser: () => {},
  });
  const seen = new Set<string>();
  server.store.onCommit((commit) => {
    calls.follow(commit);
    relay.follow(commit);
    for (const callId of commit.calls.keys()) seen.add(callId);
  });

  const pick = randomOf(seed);
  const any = <T>(list: readonly T[]): T => list[pick(list.length)]!;
  const clients = new Map<string, Client>();
  for (const userId of USERS) clients.set(userId, await server.login(userId));
  let most = 0;
  for (let step = 0; step < 300; step += 1) {
    const [userId, other, callId] = [any(USERS), any(USERS), any([...seen].slice(-2)) ?? 'A'.repeat(22)];
    const client = clients.get(userId)!;
    const from = { userId, deviceId: client.welcome.deviceId };
    const act = any<() => unknown>([
      async () => {
        await client.command(calling([other, any(USERS)], { timeout: 1 + pick(20) }));
        relay.placed(APP.sdkAppId, [...seen].at(-1) ?? '', from, { [other]: SDP });
      },
      () => client.command({ op: 'accept', callId, publish: PUBLISH }),
      () => client.reject(callId),
      () => client.command({ op: 'hangup', callId }),
      () => client.command({ op: 'invite', callId, userIds: [other], timeout: 10, userData: '' }),
      () => relay.placed(APP.sdkAppId, callId, from, { [other]: SDP }),
      () => relay.signal(APP.sdkAppId, from, { callId, to: other, signal: candidates }),
      () => relay.signal(APP.sdkAppId, from, { callId, to: other, signal: candidates }),
      () => server.tick(pick(5_000)),
      async () => {
        client.socket.drop();
        clients.set(userId, await server.resume(userId, client, pick(2) === 0 ? {} : { seq: null }));
      },
      async () => {
        client.socket.drop();
        await server.tick(21_000);
        clients.set(userId, await server.login(userId));
      },
    ]);
    await act();
    most = Math.max(most, relay.waiting);
  }
  expect(most).toBeGreaterThan(0);
  for (const client of clients.values()) client.socket.drop();
  await server.tick(700_000);
  expect([calls.size, relay.waiting, server.gateway.linkCount()]).toEqual([0, 0, 0]);
  expect(USERS.map((userId) => calls.isBusy({ appId: APP.sdkAppId, userId }))).toEqual(
    USERS.map(() => false),
  );
  expect(await server.store.nextWakeAt()).toBeNull();
  expect(server.clock.pending).toBe(0);
});
