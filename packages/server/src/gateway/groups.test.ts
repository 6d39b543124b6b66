import type { Signal } from '@ringback/protocol';
import { describe, expect, test } from 'vitest';
import type { Client } from './testing/client.js';
import { calling, PUBLISH, TestServer } from './testing/server.js';

const ADDRESS = '198.51.100.7';
const candidates: Signal = {
  kind: 'candidates',
  candidates: [{ candidate: `candidate:1 1 udp 1 ${ADDRESS} 5 typ host` }],
};
const SDP = 'v=0\r\no=- 1 2 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n';
const offer: Signal = {
  kind: 'description',
  type: 'offer',
  sdp: `${SDP}a=candidate:1 1 udp 1 ${ADDRESS} 5 typ host\r\n`,
};

/** Ann has called Bob and Cid. */
async function group(...inside: string[]) {
  const server = await TestServer.start();
  const people: Record<string, Client> = {};
  for (const userId of ['ann', 'bob', 'cid', 'dan', 'eve']) people[userId] = await server.login(userId);
  const { ann, bob, cid, dan, eve } = people as Record<'ann' | 'bob' | 'cid' | 'dan' | 'eve', Client>;
  await ann.command(calling(['bob', 'cid'], { groupId: 'team', roomId: 12 }));
  const ring = bob.events[0];
  if (ring?.e !== 'received') throw new Error('it does not ring');
  const { callId } = ring.call;
  for (const userId of inside) await people[userId]!.command({ op: 'accept', callId, publish: PUBLISH });
  /** Everybody tells everybody an address; who has it from whom? */
  const pairs = async (...devices: (readonly [string, Client])[]) => {
    const before = new Map(devices.map(([, client]) => [client, client.signals.length]));
    for (const [, from] of devices) for (const [to] of devices) await from.signal(callId, to, candidates);
    return devices.flatMap(([name, client]) =>
      client.signals.slice(before.get(client)).map(({ from }) => `${from}→${name}`),
    );
  };
  return { server, people, ann, bob, cid, dan, eve, callId, pairs };
}

describe('in a group call', () => {
  test('S2-02 only pairs of whom both are in tell each other addresses', async () => {
    const { ann, bob, cid, dan, pairs } = await group('bob');
    const all = [
      ['ann', ann],
      ['bob', bob],
      ['cid', cid],
      ['dan', dan],
    ] as const;
    expect(await pairs(...all)).toEqual(['bob→ann', 'ann→bob']);
    expect(JSON.stringify([cid.socket.frames, dan.socket.frames])).not.toContain(ADDRESS);
  });

  test('S2-03 who answers gets what waited for him from everybody who is in, and from then on all tell each other', async () => {
    const { ann, bob, cid, callId, pairs } = await group('bob');
    await ann.signal(callId, 'cid', candidates);
    await bob.signal(callId, 'cid', candidates);
    expect(cid.signals).toEqual([]);
    await cid.command({ op: 'accept', callId, publish: PUBLISH });
    expect(cid.signals.map(({ from }) => from)).toEqual(['ann', 'bob']);
    expect(await pairs(['ann', ann], ['bob', bob], ['cid', cid])).toHaveLength(6);
  });

  test('S2-01 what is prepared while it rings comes behind the call: each gets the own offer, without addresses', async () => {
    const { ann, bob, cid, callId } = await group();
    for (const to of ['bob', 'cid']) await ann.signal(callId, to, offer);
    for (const client of [bob, cid]) {
      expect(client.signals).toMatchObject([{ from: 'ann', signal: { type: 'offer' } }]);
      expect(JSON.stringify(client.socket.frames)).not.toContain(ADDRESS);
    }
  });

  test('S2-12 who has left, S2-04 declined or S2-19 rings no more is told nothing and tells nothing', async () => {
    const { ann, bob, cid, eve, callId, pairs } = await group('bob');
    await eve.command({ op: 'join', callId, publish: PUBLISH });
    await bob.command({ op: 'hangup', callId });
    await ann.command({ op: 'cancelInvite', callId, userIds: ['cid'] });
    const all = [
      ['ann', ann],
      ['bob', bob],
      ['cid', cid],
      ['eve', eve],
    ] as const;
    expect(await pairs(...all)).toEqual(['eve→ann', 'ann→eve']);
  });

  test('S2-20 after a take-over the new device has the place of the old one with everybody', async () => {
    const { server, ann, bob, callId, pairs } = await group('bob');
    const phone = await server.login('bob', { deviceName: 'phone' });
    const asked = await phone.request({ ask: 'liveCalls' });
    expect(asked).toMatchObject({ result: { calls: [{ callId, device: { id: bob.welcome.deviceId } }] } });
    await phone.command({ op: 'join', callId, publish: PUBLISH, replaces: bob.welcome.deviceId });
    expect(bob.heard.at(-1)).toBe('ended');
    expect(phone.heard).toEqual(['begin', 'userEnter', 'members', 'available']);
    expect(await pairs(['ann', ann], ['bob', phone])).toEqual(['bob→ann', 'ann→bob']);
    const before = [bob.signals.length, ann.signals.length];
    await ann.signal(callId, 'bob', candidates);
    await bob.signal(callId, 'ann', candidates);
    expect([bob.signals.length, ann.signals.length]).toEqual(before);
  });

  test('S2-16 by group and room; what does not match gives nothing away', async () => {
    const { ann, eve, callId } = await group('bob');
    const room = { op: 'joinGroup', groupId: 'team', roomId: 12, strRoomId: '', publish: PUBLISH } as const;
    expect(await eve.command({ ...room, roomId: 13 })).toMatchObject({ error: { code: 101004 } });
    expect(await eve.command({ ...room, groupId: '' })).toMatchObject({ error: { code: 101002 } });
    expect(await eve.request({ ask: 'liveCalls', groupId: 'team' })).toMatchObject({ result: { calls: [] } });
    expect(await eve.request({ ask: 'liveCalls', callId })).toMatchObject({
      result: { calls: [{ callId, users: [{ userId: 'ann' }, { userId: 'bob' }, { userId: 'cid' }] }] },
    });
    expect(await eve.command(room)).toMatchObject({
      result: { call: { callId }, role: 'invitee', state: 'in' },
    });
    expect(ann.heard.slice(-3)).toEqual(['userEnter', 'members', 'available']);
  });

  test.each(['gone', 'no id at all, ü'])('S2-16 any text is the id of no call: %j', async (callId) => {
    const { eve } = await group('bob');
    expect(await eve.command({ op: 'join', callId, publish: PUBLISH })).toMatchObject({
      error: { code: 101004 },
    });
    expect(await eve.request({ ask: 'liveCalls', callId })).toMatchObject({ result: { calls: [] } });
  });

  test.each([{ title: 'x'.repeat(1_025) }, { iOSPushType: 7 }, { extension: { a: 1 } }])(
    'what a push is to show is bounded: %j is refused, and nobody rings',
    async (push) => {
      const server = await TestServer.start();
      const [ann, bob] = [await server.login('ann'), await server.login('bob')];
      const answer = await ann.command(calling(['bob'], { push } as never));
      expect(answer).toMatchObject({ error: { code: 101002 } });
      expect(bob.events).toEqual([]);
    },
  );
});
