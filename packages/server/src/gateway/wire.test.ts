import { beforeEach, expect, test } from 'vitest';
import { VirtualClock } from '../system/testing/virtual-clock.js';
import { FakeSocket } from './testing/fake-socket.js';
import { calling, TestServer } from './testing/server.js';
import { Wire } from './wire.js';

let clock: VirtualClock;
let socket: FakeSocket;
let wire: Wire;
let overs: number;

beforeEach(() => {
  clock = new VirtualClock();
  socket = new FakeSocket();
  overs = 0;
  wire = new Wire(socket, clock, () => {
    overs += 1;
  });
});

const ping = () => wire.send({ t: 'ping' });

test('who reads slowly for 5 s is cut off', async () => {
  socket.bufferedAmount = 300_000;
  ping();
  await clock.advance(3_000);
  ping();
  await clock.advance(1_999);
  expect(socket.closedWith).toBeUndefined();
  await clock.advance(1);
  expect(socket.closedWith).toBe(4413);
  expect(overs).toBe(1);
});

test('who catches up is not', async () => {
  socket.bufferedAmount = 300_000;
  ping();
  await clock.advance(4_000);
  socket.bufferedAmount = 200_000;
  ping();
  socket.bufferedAmount = 300_000;
  ping();
  await clock.advance(4_000);
  expect(socket.closedWith).toBeUndefined();
  socket.bufferedAmount = 0;
  await clock.advance(10_000);
  expect(socket.closedWith).toBeUndefined();
  expect(clock.pending).toBe(0);
});

test('more than can ever wait cuts off at once', () => {
  socket.bufferedAmount = 5 * 1024 * 1024;
  ping();
  expect(socket.closedWith).toBe(4413);
});

test('a close that is not answered ends the socket after 2 s, and nothing is sent meanwhile', async () => {
  socket.isDead = true;
  wire.close(4401, 'no');
  wire.close(4400, 'no');
  ping();
  expect(socket.frames).toEqual([]);
  expect(overs).toBe(1);
  let closed = false;
  void wire.closed.then(() => {
    closed = true;
  });
  await clock.advance(1_999);
  expect(closed).toBe(false);
  await clock.advance(1);
  expect(closed).toBe(true);
  expect([socket.closedWith, clock.pending]).toEqual([4401, 0]);
});

test('a slow reader hurts nobody else, and takes its call up again on its next link', async () => {
  const server = await TestServer.start();
  const [ann, bob, cid] = [await server.login('ann'), await server.login('bob'), await server.login('cid')];
  bob.socket.bufferedAmount = 300_000;
  bob.socket.isDead = true;
  await ann.command(calling(['bob', 'cid']));
  await server.tick(5_000);
  expect(bob.closedWith).toBe(4413);
  expect([ann.closedWith, cid.closedWith, cid.heard]).toEqual([undefined, undefined, ['received']]);
  const back = await server.resume('bob', bob);
  expect(back.welcome.resumed).toBe(true);
});
