import { describe, expect, test } from 'vitest';
import { useFakeBrowser } from '../testing/fake-browser.js';
import { FakePeerConnection } from '../testing/fake-peer-connection.js';
import { accept, ring, settle, states, twoSides } from '../testing/two-sides.js';
import { Pair } from './pair.js';

useFakeBrowser();

describe('prepared while it rings', () => {
  test('accept carries answer and candidates, and no further description is needed', async () => {
    const { alice, bob } = twoSides();
    await ring(alice, bob);
    const prepared = await bob.pair.prepared();
    expect(prepared.answer).toContain('useinbandfec=1;usedtx=1;stereo=0');
    expect(prepared.candidates).toHaveLength(2);
    await accept(alice, bob);
    await settle();
    expect(states()).toEqual(['connected', 'connected']);
    expect(alice.descriptions('offer')).toEqual([]);
    expect(bob.sent).toEqual([]);
  });

  test('G-19 before the server’s word nothing is attached, sent by the callee, or used of the other’s addresses', async () => {
    const { alice, bob } = twoSides();
    const offer = await alice.pair.prepareOffer();
    alice.pair.bind();
    bob.pair.prepareAnswer(
      `${offer}a=candidate:1 1 udp 1 198.51.100.7 9 typ host\r\na=end-of-candidates\r\n`,
    );
    await settle();
    const { answer = '', candidates = [] } = await bob.pair.prepared();
    // A lying server or peer: the answer, addresses and another offer come while it rings.
    alice.pair.receive({ kind: 'description', type: 'answer', sdp: answer });
    alice.pair.receive({ kind: 'candidates', candidates });
    bob.pair.receive({ kind: 'candidates', candidates });
    bob.pair.receive({ kind: 'description', type: 'offer', sdp: offer });
    alice.pair.refresh();
    bob.pair.refresh();
    await settle(10_000);
    const [callers, callees] = FakePeerConnection.made;
    expect(FakePeerConnection.made).toHaveLength(2);
    expect(callers?.calls).toEqual([]);
    expect(callees?.calls).toEqual(['remote offer']);
    expect(callees?.remoteDescription?.sdp).not.toContain('candidate');
    expect([...callers!.remoteCandidates, ...callees!.remoteCandidates]).toEqual([]);
    const senders = FakePeerConnection.made.flatMap((pc) =>
      pc.transceivers.map(({ sender }) => sender.track),
    );
    expect(senders).toEqual([null, null, null, null]);
    expect([alice.incoming, bob.incoming]).toEqual([null, null]);
    expect(bob.sent).toEqual([]);

    alice.pair.enter();
    await settle();
    expect(alice.incoming).not.toBeNull();
    expect(callers?.transceivers[0]?.sender.track).toBe(alice.tracks.audio);
  });

  test('the caller’s candidates go to the server only once it knows the call', async () => {
    const { alice } = twoSides();
    await alice.pair.prepareOffer();
    await settle();
    expect(alice.sent).toEqual([]);
    alice.pair.bind();
    await settle();
    expect(alice.sent.map(({ kind }) => kind)).toEqual(['candidates']);
  });

  test('S1-12 of two answers the first counts, and the other changes nothing', async () => {
    const { alice, bob } = twoSides();
    await ring(alice, bob);
    const stranger = new Pair({}, true, {
      send: () => {},
      incoming: () => {},
      outgoing: () => ({ tracks: { audio: null, video: null }, encoding: null }),
      fault: () => {},
    });
    const [offering] = FakePeerConnection.made;
    stranger.prepareAnswer(offering?.localDescription?.sdp ?? '');
    await settle();
    const { answer = '' } = await stranger.prepared();
    await accept(alice, bob);
    alice.pair.receive({ kind: 'description', type: 'answer', sdp: answer });
    await settle();
    expect(offering?.calls).toEqual(['remote answer']);
    expect(offering?.connectionState).toBe('connected');
  });

  test('an answer that was prepared and not carried by an accept is sent', async () => {
    const { alice, bob, server } = twoSides();
    await ring(alice, bob);
    server.accept();
    bob.pair.enter();
    alice.pair.enter();
    await settle();
    expect(bob.descriptions('answer')).toHaveLength(1);
    expect(states()).toEqual(['connected', 'connected']);
  });

  test('a path that a browser gave up while it rang is prepared anew', async () => {
    const { alice, bob } = twoSides();
    await ring(alice, bob);
    FakePeerConnection.made[1]?.become('failed');
    await accept(alice, bob);
    await settle();
    expect(FakePeerConnection.made).toHaveLength(3);
    expect(states()).toEqual(['connected', 'connected']);
  });

  test('nobody can prepare: prepared() is empty', async () => {
    const { bob } = twoSides();
    expect(await bob.pair.prepared()).toEqual({});
    bob.pair.prepareAnswer('this is no description');
    expect(await bob.pair.prepared()).toEqual({});
    expect(bob.faults).toHaveLength(1);
  });
});
