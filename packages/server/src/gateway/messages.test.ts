import type { MessageFromFrame } from '@ringback/protocol';
import { expect, test } from 'vitest';
import { settled } from '../system/testing/virtual-clock.js';
import type { Client } from './testing/client.js';
import { calling, PUBLISH, TestServer } from './testing/server.js';

const message = { cmdId: 1, seq: 1, data: 'aGk=' };
const messages = (client: Client) => client.of<MessageFromFrame>('message');

/** Ann and Bob are in, Cid rings. */
async function callOfThree() {
  const server = await TestServer.start();
  const [ann, bob, cid, eve] = await Promise.all(['ann', 'bob', 'cid', 'eve'].map((id) => server.login(id)));
  if (!ann || !bob || !cid || !eve) throw new Error('nobody is there');
  await ann.command(calling(['bob', 'cid']));
  const callId = (bob.events[0] as { call: { callId: string } }).call.callId;
  await bob.command({ op: 'accept', callId, publish: PUBLISH });
  return { server, ann, bob, cid, eve, callId };
}

test('a message goes to everybody else who is in, by the device with which he is, and to nobody who rings', async () => {
  const { server, ann, bob, cid, callId } = await callOfThree();
  const bobsOther = await server.login('bob');
  await ann.say({ t: 'message', callId, message, from: 'eve' });
  expect(messages(bob)).toEqual([{ t: 'message', callId, from: 'ann', message }]);
  await cid.command({ op: 'accept', callId, publish: PUBLISH });
  await bob.say({ t: 'message', callId, message: { ...message, seq: 2, secret: 'dropped' } });
  for (const client of [ann, cid]) {
    expect(messages(client)).toEqual([
      { t: 'message', callId, from: 'bob', message: { ...message, seq: 2 } },
    ]);
  }
  expect(messages(bobsOther)).toEqual([]);
});

test('who rings, another device, a stranger and who has left say nothing', async () => {
  const { server, ann, bob, cid, eve, callId } = await callOfThree();
  const bobsOther = await server.login('bob');
  for (const client of [cid, eve, bobsOther]) await client.say({ t: 'message', callId, message });
  await ann.say({ t: 'message', callId: 'call-that-is-not-there', message });
  await bob.command({ op: 'hangup', callId });
  await bob.say({ t: 'message', callId, message });
  for (const client of [ann, bob, cid, eve]) expect(messages(client)).toEqual([]);
});

test.each([
  ['an unknown kind', { ...message, cmdId: 11 }],
  ['a kind that is no whole number', { ...message, cmdId: 1.5 }],
  ['too many bytes', { ...message, data: 'A'.repeat(1_372) }],
  ['what is no base64', { ...message, data: '<script>' }],
  ['no number', { cmdId: 1, data: '' }],
])('%s is malformed', async (_, wrong) => {
  const { ann, bob, callId } = await callOfThree();
  await ann.say({ t: 'message', callId, message: wrong });
  expect(ann.of('fault')).toMatchObject([{ code: 101002 }]);
  expect(messages(bob)).toEqual([]);
});

test('300 in 10 s and 80 KB are relayed, what is beyond is dropped', async () => {
  const { server, ann, bob, callId } = await callOfThree();
  for (let sent = 0; sent < 310; sent += 1) ann.socket.say({ t: 'message', callId, message });
  await settled();
  expect(messages(bob)).toHaveLength(300);
  await server.tick(10_000);
  const large = { ...message, data: 'A'.repeat(1_364) };
  for (let sent = 0; sent < 90; sent += 1) ann.socket.say({ t: 'message', callId, message: large });
  await settled();
  expect(messages(bob)).toHaveLength(300 + 80);
  expect(ann.closedWith).toBeUndefined();
});

test('a reader who is behind loses messages and not his link', async () => {
  const { ann, bob, callId } = await callOfThree();
  bob.socket.bufferedAmount = 65 * 1024;
  await ann.say({ t: 'message', callId, message });
  bob.socket.bufferedAmount = 0;
  await ann.say({ t: 'message', callId, message: { ...message, seq: 2 } });
  expect(messages(bob).map(({ message: { seq } }) => seq)).toEqual([2]);
});
