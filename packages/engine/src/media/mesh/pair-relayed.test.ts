import { describe, expect, test } from 'vitest';
import { useFakeBrowser } from '../testing/fake-browser.js';
import { FakePeerConnection } from '../testing/fake-peer-connection.js';
import { accept, ring, type Side, settle, states, twoSides } from '../testing/two-sides.js';

const TURN: RTCConfiguration = { iceServers: [{ urls: 'turn:one.example', username: 'u', credential: 'c' }] };
const RELAY: RTCConfiguration = { iceTransportPolicy: 'relay' };

useFakeBrowser();

const restarts = (side: Side) => side.descriptions('offer').length;
const callers = () => FakePeerConnection.made[0]!;
const callees = () => FakePeerConnection.made[1]!;

describe('TURN credentials', () => {
  test('the caller gathers with those that come with the answer to the call', async () => {
    const { alice } = twoSides();
    await alice.pair.prepareOffer();
    await settle();
    expect(callers().gatheredWith).toBeNull();
    alice.pair.configure(TURN);
    alice.pair.bind();
    await settle();
    expect(callers().gatheredWith).toBe(TURN);
  });

  test('the callee, who has gathered without them, restarts ICE where the path is not up soon', async () => {
    const { alice, bob } = twoSides();
    await ring(alice, bob);
    const { answer = '', candidates = [] } = await bob.pair.prepared();
    expect(callees().gatheredWith).not.toBeNull();
    FakePeerConnection.cut = true;
    bob.pair.configure(TURN);
    bob.pair.bind();
    alice.server.accept();
    alice.pair.receive({ kind: 'description', type: 'answer', sdp: answer });
    alice.pair.receive({ kind: 'candidates', candidates });
    alice.pair.enter();
    bob.pair.enter();
    await settle(1_400);
    expect(restarts(bob)).toBe(0);
    FakePeerConnection.cut = false;
    await settle(200);
    expect(restarts(bob)).toBe(1);
    expect(callees().gatheredWith).toBe(TURN);
    expect(states()).toEqual(['connected', 'connected']);
    expect(FakePeerConnection.made).toHaveLength(2);
    await settle(60_000);
    expect([restarts(alice), restarts(bob)]).toEqual([0, 1]);
  });

  test('where the path is up without them nothing is done', async () => {
    const { alice, bob } = twoSides();
    await ring(alice, bob);
    bob.pair.configure(TURN);
    await accept(alice, bob);
    await settle(60_000);
    expect([restarts(alice), restarts(bob)]).toEqual([0, 0]);
  });

  test('renewed ones change nothing that stands, and are used by the next restart', async () => {
    const { alice, bob } = twoSides();
    await ring(alice, bob);
    await accept(alice, bob);
    await settle();
    alice.pair.configure(TURN);
    bob.pair.configure(TURN);
    await settle(60_000);
    expect([restarts(alice), restarts(bob)]).toEqual([0, 0]);
    expect(callers().gatheredWith).not.toBe(TURN);
    callers().become('failed');
    await settle();
    expect([callers().gatheredWith, callees().gatheredWith]).toEqual([TURN, TURN]);
  });
});

test('where all is relayed the callee gathers once he is in, for the answer that his accept carried', async () => {
  const { alice, bob } = twoSides();
  alice.pair.configure(RELAY);
  bob.pair.configure(RELAY);
  await ring(alice, bob);
  await settle(5_000);
  const { answer = '', candidates } = await bob.pair.prepared();
  expect(answer).toContain('a=ice-ufrag');
  expect(candidates).toEqual([]);
  expect(callees().gatheredWith).toBeNull();
  bob.pair.configure({ ...RELAY, ...TURN });
  bob.pair.bind();
  alice.server.accept();
  alice.pair.receive({ kind: 'description', type: 'answer', sdp: answer });
  alice.pair.enter();
  bob.pair.enter();
  await settle();
  expect(callees().gatheredWith).toEqual({ ...RELAY, ...TURN });
  expect(states()).toEqual(['connected', 'connected']);
  expect([restarts(alice), restarts(bob)]).toEqual([0, 0]);
  const senders = callees().transceivers.map(({ sender }) => sender);
  expect(senders.map(({ track }) => track)).toEqual([bob.tracks.audio, bob.tracks.video]);
  expect(senders[1]?.parameters.encodings[0]?.maxBitrate).toBe(900_000);
});

describe('another network, or a link that is back', () => {
  async function connected() {
    const sides = twoSides();
    await ring(sides.alice, sides.bob);
    await accept(sides.alice, sides.bob);
    await settle();
    return sides;
  }

  test('on another network the page restarts ICE at once, also where the path seems to stand', async () => {
    const { alice, bob } = await connected();
    bob.pair.recover('network');
    await settle();
    expect([restarts(alice), restarts(bob)]).toEqual([0, 1]);
    expect(states()).toEqual(['connected', 'connected']);
    expect(FakePeerConnection.made).toHaveLength(2);
  });

  test('where the link was away by then, the offer goes again with the link', async () => {
    const { alice, bob } = await connected();
    let away = true;
    bob.loses = () => away;
    for (const pc of FakePeerConnection.live()) pc.become('disconnected');
    bob.pair.recover('network');
    await settle();
    expect(alice.descriptions('answer')).toEqual([]);
    away = false;
    bob.pair.recover('link');
    await settle();
    expect(states()).toEqual(['connected', 'connected']);
    expect(FakePeerConnection.made).toHaveLength(2);
  });

  test('when the link is back, only a path that does not stand is restarted', async () => {
    const { alice, bob } = await connected();
    bob.pair.recover('link');
    await settle();
    expect(restarts(bob)).toBe(0);
    callees().become('disconnected');
    bob.pair.recover('link');
    await settle();
    expect([restarts(alice), restarts(bob)]).toEqual([0, 1]);
    expect(states()).toEqual(['connected', 'connected']);
  });

  test('both at once meet on the path that they have', async () => {
    const { alice, bob } = await connected();
    alice.pair.recover('network');
    bob.pair.recover('network');
    await settle(1_000);
    expect(states()).toEqual(['connected', 'connected']);
    expect(FakePeerConnection.made).toHaveLength(2);
  });

  test('before the word nothing is restarted', async () => {
    const { alice, bob } = twoSides();
    await ring(alice, bob);
    alice.pair.recover('network');
    bob.pair.recover('network');
    await settle(10_000);
    expect([restarts(alice), restarts(bob)]).toEqual([0, 0]);
    expect(callers().calls).toEqual([]);
  });
});
