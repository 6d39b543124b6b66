import { expect, test, vi } from 'vitest';
import { useFakeBrowser } from '../testing/fake-browser.js';
import { FakePeerConnection } from '../testing/fake-peer-connection.js';
import { Room } from '../testing/room.js';

useFakeBrowser();

const settle = (ms = 50) => vi.advanceTimersByTimeAsync(ms);

test('figures: a path in the making has none, one that stood and broke is disconnected', async () => {
  const room = new Room();
  const alice = room.join('alice');
  alice.enter('bob');
  await settle();
  expect(await alice.sample()).toEqual([]);
  room.join('bob').enter('alice');
  await settle(10_000);
  const [pc] = FakePeerConnection.live();
  const inbound = { type: 'inbound-rtp', id: 'a', packetsReceived: 90, packetsLost: 10 };
  pc?.report.set('a', inbound);
  expect(await alice.sample()).toEqual([
    { userId: 'bob', connected: true, delay: null, upLoss: null, downLoss: 10 },
  ]);
  FakePeerConnection.cut = true;
  for (const one of FakePeerConnection.live()) one.become('failed');
  expect(await alice.sample()).toEqual([
    { userId: 'bob', connected: false, delay: null, upLoss: null, downLoss: null },
  ]);
});

test('S1-30 idleFor knows when media last came, and volumes follow', async () => {
  const room = new Room();
  const alice = room.join('alice');
  expect(alice.idleFor()).toBe(Number.POSITIVE_INFINITY);
  room.join('bob');
  room.enterAll();
  await settle(1_000);
  const [pc] = FakePeerConnection.live();
  const sound = (packetsReceived: number, seconds: number) =>
    pc?.report.set('in', {
      type: 'inbound-rtp',
      id: 'in',
      kind: 'audio',
      packetsReceived,
      totalSamplesDuration: seconds,
      totalAudioEnergy: seconds * 0.01,
    });
  sound(50, 1);
  await settle(500);
  expect(alice.idleFor()).toBeLessThanOrEqual(500);
  expect([...alice.remoteVolumes()]).toEqual([['bob', 80]]);
  await settle(5_000);
  expect(alice.idleFor()).toBeGreaterThanOrEqual(5_000);
  expect([...alice.remoteVolumes()]).toEqual([['bob', 0]]);
  expect(alice.localVolume()).toBe(0);
  sound(51, 1.02);
  await settle(500);
  expect(alice.idleFor()).toBeLessThanOrEqual(500);
  alice.leave('bob');
  expect([...alice.remoteVolumes()]).toEqual([]);
});
