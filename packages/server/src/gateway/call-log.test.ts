import { expect, test } from 'vitest';
import { calling, PUBLISH, TestServer } from './testing/server.js';

test('a call is followed by its id from the first ring to the end, whoever or whatever moves it on', async () => {
  const server = await TestServer.start();
  const [ann, bob] = [await server.login('ann'), await server.login('bob')];
  await server.login('cid');
  await ann.command(calling(['bob', 'cid'], { timeout: 10 }));
  const callId = bob.events[0]?.e === 'received' ? bob.events[0].call.callId : '';
  await bob.command({ op: 'accept', callId, publish: PUBLISH });
  await bob.command({ op: 'publish', callId, publish: { audio: false, video: false } });
  await server.tick(10_000);
  await ann.command({ op: 'hangup', callId });
  const lines = server.lines.filter((line) => line.callId === callId && line.level === 'info');
  expect(lines.map(({ msg, members }) => [msg, members])).toEqual([
    ['call', 'ann in, bob ringing, cid ringing'],
    ['call changed', 'ann in, bob in, cid ringing'],
    ['call changed', 'ann in, bob in'],
    ['call ended', undefined],
  ]);
  const commands = server.lines.filter((line) => line.callId === callId && line.op !== undefined);
  expect(commands.map(({ op, user }) => [op, user])).toEqual([
    ['call', 'ann'],
    ['accept', 'bob'],
    ['publish', 'bob'],
    ['hangup', 'ann'],
  ]);
});
