import type { IceServersFrame } from '@ringback/protocol';
import { describe, expect, test } from 'vitest';
import { type Client, drawId } from './testing/client.js';
import { calling, ICE, PUBLISH, TestServer } from './testing/server.js';

const turn = [{ urls: ['turn:turn.example'], secret: 'a secret of sixteen', ttl: 3_600 }];
const told = (client: Client) => client.of<IceServersFrame>('iceServers');

async function ring(server: TestServer) {
  const ann = await server.login('ann');
  const bob = await server.login('bob');
  await ann.command(calling(['bob']));
  const [event] = bob.events;
  if (event?.e !== 'received') throw new Error('it does not ring');
  return { ann, bob, callId: event.call.callId };
}

async function talk(server: TestServer) {
  const ringing = await ring(server);
  await ringing.bob.command({ op: 'accept', callId: ringing.callId, publish: PUBLISH });
  return ringing;
}

describe('credentials for TURN', () => {
  test('come with call and accept, before the answer; login and ring bring none', async () => {
    const server = await TestServer.start({ turn });
    const { ann, bob, callId } = await ring(server);
    expect(ann.welcome.iceServers).toEqual(ICE);
    expect(ann.order.slice(0, 3)).toEqual(['welcome', 'iceServers', 'inbox']);
    expect(told(bob)).toEqual([]);

    await bob.command({ op: 'accept', callId, publish: PUBLISH });
    expect(bob.order.slice(-2)).toEqual(['iceServers', 'inbox']);
    const expiry = Math.floor(server.clock.now() / 1_000) + 3_600;
    expect(told(bob)[0]?.servers).toEqual([
      ...ICE,
      {
        urls: ['turn:turn.example'],
        username: expect.stringMatching(new RegExp(`^${expiry}:1400000000-`)),
        credential: expect.any(String),
      },
    ]);
  });

  test('are each user’s own', async () => {
    const server = await TestServer.start({ turn });
    const { ann, bob } = await talk(server);
    const name = (client: Client) => told(client)[0]?.servers.at(-1)?.username?.split(':')[1];
    expect(name(ann)).not.toBe(name(bob));
  });

  test('come once more with the answer to a call that is placed again by a repeat', async () => {
    const server = await TestServer.start({ turn });
    const ann = await server.login('ann');
    await server.login('bob');
    const id = drawId();
    await ann.command(calling(['bob']), id);
    await ann.command(calling(['bob']), id);
    expect(ann.order.slice(-2)).toEqual(['iceServers', 'reply']);
  });

  test('come with a join', async () => {
    const server = await TestServer.start({ turn });
    const ann = await server.login('ann');
    await server.login('bob');
    await server.login('cid');
    const eve = await server.login('eve');
    const answer = await ann.command(calling(['bob', 'cid']));
    if (!answer || !('result' in answer) || !('call' in answer.result)) throw new Error('no call');
    await eve.command({ op: 'join', callId: answer.result.call.callId, publish: PUBLISH });
    expect(told(eve)).toHaveLength(1);
  });

  test('are not had by a refused command, nor by a repeat after the end', async () => {
    const server = await TestServer.start({ turn });
    const { ann, bob, callId } = await ring(server);
    const late = await server.login('bob');
    const id = drawId();
    await bob.command({ op: 'accept', callId, publish: PUBLISH }, id);
    await late.command({ op: 'accept', callId, publish: PUBLISH });
    expect(told(late)).toEqual([]);
    await ann.command({ op: 'hangup', callId });
    await bob.command({ op: 'accept', callId, publish: PUBLISH }, id);
    expect(told(bob)).toHaveLength(1);
  });

  test('are renewed in time while the call lasts, and not after it', async () => {
    const server = await TestServer.start({ turn });
    const { ann, bob, callId } = await talk(server);
    await server.tick(44 * 60_000);
    expect(told(bob)).toHaveLength(1);
    await server.tick(60_000);
    expect([told(ann).length, told(bob).length]).toEqual([2, 2]);
    const expiry = (at: number) => Number(told(bob)[at]?.servers.at(-1)?.username?.split(':')[0]);
    expect(expiry(1) - expiry(0)).toBe(45 * 60);
    await ann.command({ op: 'hangup', callId });
    await server.tick(120 * 60_000);
    expect([told(ann).length, told(bob).length]).toEqual([2, 2]);
  });

  test('S1-27 come again with a link that takes up the call, and renewed from there on', async () => {
    const server = await TestServer.start({ turn });
    const { bob } = await talk(server);
    bob.socket.drop();
    await server.tick(1_000);
    const back = await server.resume('bob', bob);
    expect(back.order.slice(0, 2)).toEqual(['welcome', 'iceServers']);
    await server.tick(45 * 60_000 + 2_000);
    expect(told(back)).toHaveLength(2);
    const idle = await server.login('eve');
    const again = await server.resume('eve', idle);
    expect(told(again)).toEqual([]);
  });

  test('are in no log line and not in the store', async () => {
    const server = await TestServer.start({ turn });
    const { bob } = await talk(server);
    const credential = told(bob)[0]?.servers.at(-1)?.credential ?? 'none';
    const stored = await server.store.inbox(
      { appId: 1_400_000_000, userId: 'bob', deviceId: bob.welcome.deviceId },
      0,
    );
    expect(stored).toMatchObject({ kind: 'entries' });
    expect(JSON.stringify([server.lines, stored])).not.toContain(credential);
    expect(JSON.stringify(server.lines)).not.toContain(turn[0]!.secret);
  });
});

test('where no server needs credentials, none are told', async () => {
  const server = await TestServer.start();
  const { ann, bob } = await talk(server);
  expect([...told(ann), ...told(bob)]).toEqual([]);
});
