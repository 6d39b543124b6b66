import { describe, expect, test } from 'vitest';
import { useFakeBrowser } from '../testing/fake-browser.js';
import { FakePeerConnection } from '../testing/fake-peer-connection.js';
import { accept, ring, Side, settle, states, twoSides } from '../testing/two-sides.js';

useFakeBrowser();

describe('a path that breaks', () => {
  async function connected() {
    const sides = twoSides();
    await ring(sides.alice, sides.bob);
    await accept(sides.alice, sides.bob);
    await settle();
    return sides;
  }
  const breaks = (state: RTCPeerConnectionState) => {
    for (const pc of FakePeerConnection.live()) if (pc.remoteDescription) pc.become(state);
  };

  test('the impolite side restarts ICE at once on the same connection', async () => {
    const { alice, bob } = await connected();
    breaks('failed');
    await settle();
    expect(states()).toEqual(['connected', 'connected']);
    expect(FakePeerConnection.made).toHaveLength(2);
    expect(FakePeerConnection.made[0]?.calls).toContain('restartIce');
    expect([alice.descriptions('offer').length, bob.descriptions('offer').length]).toEqual([1, 0]);
  });

  test('a short gap mends itself and nobody does anything', async () => {
    const { alice } = await connected();
    breaks('disconnected');
    await settle(2_000);
    breaks('connected');
    await settle(60_000);
    expect(alice.descriptions('offer')).toEqual([]);
  });

  test('where a restart does not help, a new connection does, with growing pauses', async () => {
    const { alice } = await connected();
    FakePeerConnection.cut = true;
    breaks('failed');
    const offersAt: number[] = [];
    const start = Date.now();
    let seen = 0;
    for (let i = 0; i < 300; i += 1) {
      await settle(100);
      breaks('failed');
      const { length } = alice.descriptions('offer');
      if (length > seen) offersAt.push(Math.round((Date.now() - start) / 100) / 10);
      seen = length;
    }
    expect(FakePeerConnection.made.length).toBeGreaterThan(2);
    expect(offersAt.length).toBeGreaterThan(3);
    const pauses = offersAt.slice(1).map((at, n) => at - (offersAt[n] ?? 0));
    expect(pauses.at(-1)).toBeGreaterThan(pauses[0] ?? 0);
    FakePeerConnection.cut = false;
    await settle(20_000);
    expect(states()).toEqual(['connected', 'connected']);
  });

  test('the polite side mends what the other one has not noticed', async () => {
    const { alice, bob } = await connected();
    FakePeerConnection.made[1]?.become('failed');
    await settle(4_900);
    expect(bob.descriptions('offer')).toHaveLength(0);
    await settle(200);
    expect(bob.descriptions('offer')).toHaveLength(1);
    expect(alice.descriptions('answer')).toHaveLength(1);
    expect(states()).toEqual(['connected', 'connected']);
  });

  test('the link is away while it is mended: it is mended when the link is back', async () => {
    const { alice, bob } = await connected();
    let away = true;
    alice.loses = bob.loses = () => away;
    breaks('failed');
    await settle(30_000);
    away = false;
    await settle(15_000);
    expect(states()).toEqual(['connected', 'connected']);
  });

  test('an offer whose answer is slow is sent again with its addresses, and the first answer counts', async () => {
    const { alice, bob } = await connected();
    let slow = true;
    bob.loses = () => slow;
    breaks('failed');
    await settle(7_000);
    const [answer] = bob.descriptions('answer');
    await settle(2_000);
    slow = false;
    const [offer, again] = alice.descriptions('offer');
    expect(again).toEqual(offer);
    expect(alice.sent.slice(-2).map(({ kind }) => kind)).toEqual(['description', 'candidates']);
    alice.pair.receive(answer!);
    await settle();
    expect(FakePeerConnection.made).toHaveLength(2);
    expect(FakePeerConnection.made[0]?.calls.filter((call) => call === 'remote answer')).toHaveLength(2);
  });

  test('an answer that was lost comes again with the reminder, and its addresses with it', async () => {
    const { bob } = await connected();
    let lost = true;
    bob.loses = () => lost;
    breaks('failed');
    await settle(7_000);
    lost = false;
    await settle(2_000);
    expect(states()).toEqual(['connected', 'connected']);
    expect(FakePeerConnection.made).toHaveLength(2);
  });

  test('an offer that the other side cannot answer is replaced in the end', async () => {
    const { alice, bob } = await connected();
    FakePeerConnection.made[1]!.setRemoteDescription = async () => {
      throw new DOMException('not this one', 'OperationError');
    };
    breaks('failed');
    await settle(60_000);
    expect(bob.faults.length).toBeGreaterThan(0);
    expect(states()).toEqual(['connected', 'connected']);
    expect(alice.descriptions('offer').length).toBeLessThan(6);
  });

  test('a restart that a new connection of the other side answers is begun anew: DTLS knows the old one alone', async () => {
    const { alice, server } = await connected();
    const reloaded = new Side('bob', server);
    alice.other = reloaded;
    reloaded.other = alice;
    FakePeerConnection.made[1]?.close();
    reloaded.pair.enter();
    alice.pair.recover('network');
    await settle();
    expect(states()).toEqual(['connected', 'connected']);
    expect(FakePeerConnection.made[0]?.signalingState).toBe('closed');
  });

  test('who is slow to connect is not disturbed by a side that has tried less', async () => {
    const { alice, bob } = await connected();
    FakePeerConnection.cut = true;
    for (let attempt = 0; attempt < 3; attempt += 1) {
      breaks('failed');
      await settle(10_000);
    }
    const offers = () => alice.descriptions('offer').length + bob.descriptions('offer').length;
    const before = offers();
    await settle(12_000);
    expect(offers()).toBe(before);
  });

  test('an answer to an earlier offer is not taken for one to the latest', async () => {
    const { alice, bob, server } = twoSides();
    server.accept();
    bob.loses = () => true;
    alice.pair.enter();
    bob.pair.enter();
    await settle(7_000);
    const late = bob.descriptions('answer')[0];
    bob.pair.close();
    await settle(26_000);
    const [latest] = FakePeerConnection.live();
    expect(latest).not.toBe(FakePeerConnection.made[0]);
    if (late) alice.pair.receive(late);
    await settle();
    expect(latest?.calls).toEqual([]);
    const answering = new Side('bob', server);
    alice.other = answering;
    answering.other = alice;
    answering.pair.enter();
    await settle(20_000);
    expect(states()).toEqual(['connected', 'connected']);
  });

  test('after it stood again, the next break is mended at once', async () => {
    const { alice } = await connected();
    FakePeerConnection.cut = true;
    for (let attempt = 0; attempt < 3; attempt += 1) {
      breaks('failed');
      await settle(10_000);
    }
    FakePeerConnection.restore();
    await settle(30_000);
    expect(states()).toEqual(['connected', 'connected']);
    const { length } = alice.descriptions('offer');
    breaks('failed');
    await settle();
    expect(alice.descriptions('offer')).toHaveLength(length + 1);
  });
});
