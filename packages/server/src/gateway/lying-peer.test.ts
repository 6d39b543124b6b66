import type { IceCandidate, Signal } from '@ringback/protocol';
import { describe, expect, test } from 'vitest';
import type { Client } from './testing/client.js';
import { calling, PUBLISH, TestServer } from './testing/server.js';

const ADDRESS = '198.51.100.7';
const candidate = (n = 1): IceCandidate => ({ candidate: `candidate:${n} 1 udp 1 ${ADDRESS} ${n} typ host` });
const candidates = (...numbers: number[]): Signal => ({
  kind: 'candidates',
  candidates: numbers.map(candidate),
});
const SDP = 'v=0\r\no=- 1 2 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n';
const LYING = [
  `v=0\r\no=${ADDRESS} 1 2 IN IP4 ${ADDRESS}\r\ns=${ADDRESS}\r\nc=IN IP4 ${ADDRESS}\r\nt=0 0\r\n`,
  `m=audio 9 UDP/TLS/RTP/SAVPF 111\na=candidate:1 1 udp 1 ${ADDRESS} 5 typ host\ra=mid:0\r`,
  `A=candidate:1 1 udp 1 ${ADDRESS} 5 typ host\r\na=candidate :1 1 udp 1 ${ADDRESS} 5\r\n`,
  `a=rtcp:9 IN IP4 ${ADDRESS}\r\na=x:${ADDRESS}\r\na=mid:0\u2028a=candidate:1 1 udp 1 ${ADDRESS} 5\r\n`,
].join('');
const offer = (sdp: string): Signal => ({ kind: 'description', type: 'offer', sdp });
const answer = (sdp: string): Signal => ({ kind: 'description', type: 'answer', sdp });
const received = (client: Client) => JSON.stringify(client.socket.frames);

async function ringing(server: TestServer, sdp = LYING) {
  const ann = await server.login('ann');
  const [bob1, bob2] = [await server.login('bob'), await server.login('bob')];
  await ann.command(calling(['bob'], { offers: { bob: sdp } }));
  const ring = bob1.events[0];
  if (ring?.e !== 'received') throw new Error('it does not ring');
  return { ann, bob1, bob2, callId: ring.call.callId };
}

describe('before the accept is committed', () => {
  test('the offer comes right after the ring, to every device and to later ones, without addresses', async () => {
    const server = await TestServer.start();
    const { bob1, bob2, callId } = await ringing(server);
    const late = await server.login('bob');
    for (const client of [bob1, bob2, late]) {
      expect(client.order).toEqual(['welcome', 'inbox', 'signal']);
      expect(client.signals).toEqual([
        {
          t: 'signal',
          callId,
          from: 'ann',
          signal: offer(
            `${SDP.replace('t=0 0\r\n', 'c=IN IP4 0.0.0.0\r\nt=0 0\r\n')}a=rtcp:9 IN IP4 0.0.0.0\r\n`,
          ),
        },
      ]);
      expect(received(client)).not.toContain(ADDRESS);
    }
  });

  test('a caller who says all that he can tells no address', async () => {
    const server = await TestServer.start();
    const { ann, bob1, bob2, callId } = await ringing(server);
    await ann.signal(callId, 'bob', candidates(1, 2, 3));
    await ann.signal(callId, 'bob', offer(LYING));
    await ann.signal(callId, 'bob', offer(`${ADDRESS} is where I am`));
    await ann.signal(callId, 'bob', answer(LYING));
    await ann.say({
      t: 'signal',
      callId,
      to: 'bob',
      signal: { kind: 'candidates', candidates: [{ candidate: '', where: ADDRESS }] },
    });
    await ann.say({ t: 'signal', callId, to: 'bob', signal: { kind: ADDRESS } });
    await ann.say({ t: 'signal', callId, to: 'bob', from: 'bob', signal: candidates(4) });
    const late = await server.login('bob');
    for (const client of [bob1, bob2, late]) expect(received(client)).not.toContain(ADDRESS);
  });

  test('a callee who reads slowly is sent no offer behind what waits, and nobody is sent more than four', async () => {
    const server = await TestServer.start();
    const { ann, bob1, bob2, callId } = await ringing(server);
    bob1.socket.bufferedAmount = 65 * 1024;
    await ann.signal(callId, 'bob', offer(LYING));
    expect([bob1.signals.length, bob2.signals.length]).toEqual([1, 2]);
    for (let sent = 0; sent < 20; sent += 1) await ann.signal(callId, 'bob', offer(LYING));
    expect(bob2.signals).toHaveLength(4);
    // What was missed comes with the ring again, or is mended once he is in.
    const again = await server.resume('bob', bob1, { seq: 0 });
    expect(again.signals).toEqual([bob2.signals.at(-1)]);
  });

  test('whoever is in is sent what those with whom he talks send him, however slowly he reads', async () => {
    const server = await TestServer.start();
    const { ann, bob1, callId } = await ringing(server);
    await bob1.command({ op: 'accept', callId, publish: PUBLISH });
    const before = bob1.signals.length;
    bob1.socket.bufferedAmount = 65 * 1024;
    await ann.signal(callId, 'bob', offer(LYING));
    expect(bob1.signals).toHaveLength(before + 1);
  });

  test('a ringing callee, a stranger, a second device of the caller and another app’s user tell nothing', async () => {
    const server = await TestServer.start();
    const { ann, bob1, bob2, callId } = await ringing(server);
    const [eve, ann2] = [await server.login('eve'), await server.login('ann')];
    for (const liar of [bob1, bob2, eve, ann2]) {
      for (const to of ['ann', 'bob', 'eve']) {
        for (const signal of [candidates(1), offer(LYING), answer(LYING)])
          await liar.signal(callId, to, signal);
      }
      expect(liar.of('fault')).toEqual([]);
      expect(liar.of('reply')).toEqual([]);
    }
    await eve.command({ op: 'accept', callId, publish: PUBLISH, answer: LYING, candidates: [candidate()] });
    await ann2.command({ op: 'accept', callId, publish: PUBLISH, answer: LYING, candidates: [candidate()] });
    await bob1.command({
      op: 'accept',
      callId: 'B'.repeat(22),
      publish: PUBLISH,
      answer: LYING,
      candidates: [candidate()],
    });
    for (const client of [ann, bob1, bob2, eve, ann2]) expect(received(client)).not.toContain(ADDRESS);
    eve.socket.drop();
    expect(server.lines.at(-1)).toMatchObject({ msg: 'link ended', user: 'eve', refusedSignals: 9 });
    expect(JSON.stringify(server.lines)).not.toContain(ADDRESS);
  });

  test('a callee who declines has learnt nothing, nor has the caller', async () => {
    const server = await TestServer.start();
    const { ann, bob1, callId } = await ringing(server);
    await ann.signal(callId, 'bob', candidates(1));
    await bob1.reject(callId);
    await ann.signal(callId, 'bob', candidates(2));
    await bob1.signal(callId, 'ann', candidates(3));
    for (const client of [ann, bob1]) expect(received(client)).not.toContain(ADDRESS);
  });

  test('two accepts at once: the answer and the addresses of the loser stay with him, those of the caller go to the winner', async () => {
    const server = await TestServer.start();
    const { ann, bob1, bob2, callId } = await ringing(server, SDP);
    await ann.signal(callId, 'bob', candidates(1));
    const accept = (n: number) => ({
      t: 'command',
      id: `accept-${n}`.padEnd(20, 'x'),
      command: { op: 'accept', callId, publish: PUBLISH, answer: `answer ${n}`, candidates: [candidate(n)] },
    });
    bob1.socket.say(accept(11));
    await bob2.say(accept(22));
    expect(ann.signals.map(({ signal }) => signal)).toEqual([answer('answer 11'), candidates(11)]);
    expect(received(ann)).not.toContain(`${ADDRESS} 22 typ`);
    expect(bob1.signals.at(-1)).toMatchObject({ signal: candidates(1) });
    expect(received(bob2)).not.toContain(ADDRESS);
  });
});

describe('with the accept', () => {
  test('answer and addresses cross, after the events that say so, and from then on at once', async () => {
    const server = await TestServer.start();
    const { ann, bob1, callId } = await ringing(server, SDP);
    await ann.signal(callId, 'bob', candidates(1));
    await ann.signal(callId, 'bob', candidates(2));
    await bob1.command({
      op: 'accept',
      callId,
      publish: PUBLISH,
      answer: 'the answer',
      candidates: [candidate(3)],
    });
    expect(bob1.order).toEqual(['welcome', 'inbox', 'signal', 'inbox', 'signal']);
    expect(bob1.signals[1]).toEqual({ t: 'signal', callId, from: 'ann', signal: candidates(1, 2) });
    expect(ann.order.slice(-3)).toEqual(['inbox', 'signal', 'signal']);
    expect(ann.signals.map(({ from, signal }) => [from, signal])).toEqual([
      ['bob', answer('the answer')],
      ['bob', candidates(3)],
    ]);
    await ann.signal(callId, 'bob', offer(LYING));
    await bob1.signal(callId, 'ann', candidates(4));
    expect(bob1.signals[2]).toMatchObject({ from: 'ann', signal: offer(LYING) });
    expect(ann.signals[2]).toMatchObject({ from: 'bob', signal: candidates(4) });
  });

  test('in an app that only relays, nobody’s address passes, whatever he sends and whenever', async () => {
    const server = await TestServer.start({ relayOnly: 'always' });
    const { ann, bob1, callId } = await ringing(server);
    expect(bob1.welcome.relayOnly).toBe(true);
    const relayed: Signal = {
      kind: 'candidates',
      candidates: [{ candidate: `candidate:1 1 udp 1 192.0.2.1 5 typ relay raddr ${ADDRESS} rport 5` }],
    };
    await ann.signal(callId, 'bob', candidates(1));
    await ann.signal(callId, 'bob', relayed);
    const accept = { op: 'accept', callId, publish: PUBLISH, answer: LYING } as const;
    await bob1.command({ ...accept, candidates: [candidate(2), ...relayed.candidates] });
    for (const [liar, to] of [
      [ann, 'bob'],
      [bob1, 'ann'],
    ] as const) {
      await liar.signal(callId, to, candidates(3));
      await liar.signal(callId, to, offer(LYING));
      await liar.signal(callId, to, answer(LYING));
    }
    for (const client of [ann, bob1]) {
      expect(received(client)).not.toContain(ADDRESS);
      expect(received(client)).toContain('192.0.2.1 5 typ relay raddr 0.0.0.0 rport 0');
      const kinds = client.signals.map(({ signal }) =>
        signal.kind === 'description' ? signal.type : 'candidates',
      );
      expect(kinds).toContain('offer');
      expect(kinds).toContain('answer');
    }
  });

  test('S1-15 glare: the offers of both cross, and the later caller’s other devices hear nothing of it', async () => {
    const server = await TestServer.start();
    const { ann, bob1, bob2, callId } = await ringing(server, SDP);
    await ann.signal(callId, 'bob', candidates(1));
    const before = bob2.signals.length;
    await bob1.command(calling(['ann'], { offers: { ann: LYING } }));
    expect(ann.signals.map(({ callId: about, from, signal }) => [about, from, signal])).toEqual([
      [callId, 'bob', offer(LYING)],
    ]);
    expect(bob1.signals.at(-1)).toMatchObject({ from: 'ann', signal: candidates(1) });
    expect(bob2.signals).toHaveLength(before);
  });

  test('after the end nothing is passed on, and nothing is left', async () => {
    const server = await TestServer.start();
    const { ann, bob1, callId } = await ringing(server, SDP);
    await bob1.command({ op: 'accept', callId, publish: PUBLISH });
    await ann.command({ op: 'hangup', callId });
    const before = bob1.signals.length;
    await ann.signal(callId, 'bob', candidates(1));
    await bob1.signal(callId, 'ann', candidates(1));
    expect(bob1.signals).toHaveLength(before);
    expect(ann.signals).toEqual([]);
  });
});
