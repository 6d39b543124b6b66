import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { calling, PUBLISH, TestServer } from '../gateway/testing/server.js';
import { settled } from '../system/testing/virtual-clock.js';
import { createGauges } from './gauges.js';
import { createGatewayMeter, createStoreMeter } from './meters.js';

const APP = 'app="1400000000"';

/** A server that is metered; `value` is what a scrape shows of one series. */
async function metered() {
  const registry = new Registry();
  const server = await TestServer.start({
    meter: createGatewayMeter(registry),
    storeMeter: createStoreMeter(registry),
  });
  createGauges(registry, {
    links: () => server.gateway.linkCount(),
    loginsWaiting: () => server.gateway.waitingCount(),
    devices: () => server.gateway.deviceCounts(),
    calls: () => server.gateway.callCounts(),
    inboxDepth: () => server.store.inboxDepth(),
    clockOffset: () => 0,
  });
  const value = async (series: string): Promise<number | undefined> => {
    const line = (await registry.metrics()).split('\n').find((text) => text.startsWith(`${series} `));
    return line === undefined ? undefined : Number(line.split(' ').at(-1));
  };
  return { server, value, all: () => registry.metrics() };
}

test('links, devices, calls by state and end reasons', async () => {
  const { server, value } = await metered();
  server.connect();
  const [ann, bob] = [await server.login('ann'), await server.login('bob')];
  expect(await value('ringback_links')).toBe(3);
  expect(await value(`ringback_devices{${APP}}`)).toBe(2);
  await ann.command(calling(['bob']));
  expect(await value(`ringback_calls{${APP},state="ringing"}`)).toBe(1);
  expect(await value(`ringback_calls{${APP},state="talking"}`)).toBe(0);
  const callId = (bob.events[0] as { call: { callId: string } }).call.callId;
  await bob.command({ op: 'accept', callId, publish: PUBLISH });
  expect(await value(`ringback_calls{${APP},state="ringing"}`)).toBe(0);
  expect(await value(`ringback_calls{${APP},state="talking"}`)).toBe(1);
  await bob.command({ op: 'hangup', callId });
  expect(await value(`ringback_calls{${APP},state="talking"}`)).toBe(0);
  expect(await value(`ringback_calls_ended_total{${APP},reason="hangup"}`)).toBe(1);
  bob.socket.drop();
  await settled();
  expect(await value(`ringback_devices{${APP}}`)).toBe(1);
});

test('a ring is timed once for each device that it reaches, and nothing is left of it', async () => {
  const { server, value } = await metered();
  const ann = await server.login('ann');
  await server.login('bob');
  await server.login('bob');
  const away = await server.login('bob');
  away.socket.drop();
  await settled();
  await ann.command(calling(['bob']));
  expect(await value('ringback_ring_seconds_count')).toBe(2);
  await ann.command(calling(['ghost']));
  expect(await value('ringback_ring_seconds_count')).toBe(2);
});

test('commits, their batches, and what waits in inboxes', async () => {
  const { server, value } = await metered();
  const [ann, bob] = [await server.login('ann'), await server.login('bob')];
  const before = (await value('ringback_commit_seconds_count')) ?? 0;
  await ann.command(calling(['bob']));
  expect(await value('ringback_commit_seconds_count')).toBe(before + 1);
  expect(await value('ringback_commit_batch_inputs_sum')).toBe(before + 1);
  expect(await value('ringback_journal_characters')).toBeGreaterThan(0);
  expect(await value('ringback_journal_folds_failed_total')).toBe(0);
  expect(await value('ringback_inbox_entries')).toBe(2);
  await bob.say({ t: 'ack', seq: 1 });
  expect(await value('ringback_inbox_entries')).toBe(1);
});

test('what is refused, by code', async () => {
  const { server, value } = await metered();
  const ann = await server.login('ann');
  const refused = (code: number) => value(`ringback_commands_refused_total{${APP},code="${code}"}`);
  await ann.command(calling(['ghost']));
  expect(await refused(8021)).toBe(1);
  await ann.command({ op: 'explode' } as never);
  expect(await refused(101002)).toBe(1);
  for (let sent = 0; sent < 40; sent += 1) await ann.command({ op: 'alone', alone: false });
  expect(await refused(-1408)).toBe(11);
  await server.login('bob', { userSig: 'no-signature' });
  expect(await value('ringback_logins_refused_total{code="70003"}')).toBe(1);
});

test('no user, device or call is named', async () => {
  const { server, all } = await metered();
  const [ann] = [await server.login('ann'), await server.login('bob')];
  await ann.command(calling(['bob']));
  await server.login('mallory', { userSig: 'no-signature' });
  const text = await all();
  for (const name of ['ann', 'bob', 'mallory', ann.welcome.deviceId]) expect(text).not.toContain(`"${name}"`);
});
