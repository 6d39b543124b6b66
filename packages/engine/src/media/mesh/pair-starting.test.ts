import { describe, expect, test, vi } from 'vitest';
import { useFakeBrowser } from '../testing/fake-browser.js';
import { FakePeerConnection, FakeTrack } from '../testing/fake-peer-connection.js';
import { ring, Side, settle, states, twoSides } from '../testing/two-sides.js';

useFakeBrowser();

describe('without preparation', () => {
  test('the impolite side offers, and only it', async () => {
    const { alice, bob, server } = twoSides();
    server.accept();
    bob.pair.enter();
    alice.pair.enter();
    await settle(1_000);
    expect([alice.descriptions('offer'), bob.descriptions('offer')].map(({ length }) => length)).toEqual([
      1, 0,
    ]);
    expect(states()).toEqual(['connected', 'connected']);
    expect(alice.tracks.video).toBe(FakePeerConnection.made[0]?.transceivers[1]?.sender.track);
    expect(bob.tracks.video).toBe(FakePeerConnection.made[1]?.transceivers[1]?.sender.track);
  });

  test('S1-28 a page that is new to the call is answered by one that believes in the old path', async () => {
    const { alice, bob, server } = twoSides();
    server.accept();
    alice.pair.enter();
    bob.pair.enter();
    await settle(1_000);
    const reloaded = new Side('bob', server);
    alice.other = reloaded;
    reloaded.other = alice;
    bob.pair.close();
    reloaded.pair.enter('moved');
    await settle();
    expect(states()).toEqual(['connected', 'connected']);
  });

  test('S1-28 an answer to the page before makes a caller whose page was loaded anew while it rang begin at once', async () => {
    const { alice, bob, server } = twoSides();
    await ring(bob, alice);
    const { answer = '' } = await alice.pair.prepared();
    const reloaded = new Side('bob', server);
    alice.other = reloaded;
    reloaded.other = alice;
    bob.pair.close();
    server.accept();
    alice.pair.enter();
    // Not the first who comes in, so the page no longer counts as one that has just come.
    reloaded.pair.enter();
    reloaded.pair.receive({ kind: 'description', type: 'answer', sdp: answer });
    await settle(1_000);
    expect(states()).toEqual(['connected', 'connected']);
  });

  test('both enter at once, and the polite side has moved: its offer and the other’s cross', async () => {
    const { alice, bob, server } = twoSides();
    server.accept();
    alice.pair.enter();
    bob.pair.enter('moved');
    await settle(1_000);
    expect(states()).toEqual(['connected', 'connected']);
  });

  for (const caller of ['alice', 'bob'] as const) {
    test(`the offer of ${caller} never reached the callee: sound comes within a second all the same`, async () => {
      const sides = twoSides();
      const callee = caller === 'alice' ? sides.bob : sides.alice;
      await sides[caller].pair.prepareOffer();
      sides[caller].pair.bind();
      sides.server.drops = true;
      await settle();
      sides.server.accept();
      sides[caller].pair.enter();
      callee.pair.enter();
      await settle(1_000);
      expect(states()).toEqual(['connected', 'connected']);
    });
  }

  for (const relayed of [true, false]) {
    test(`S1-15 both had offers out, which were ${relayed ? 'relayed' : 'lost'}: the polite side takes its own back`, async () => {
      const { alice, bob, server } = twoSides();
      const offers = [await alice.pair.prepareOffer(), await bob.pair.prepareOffer()] as const;
      alice.pair.bind();
      bob.pair.bind();
      await settle();
      server.drops = !relayed;
      server.accept();
      alice.pair.enter();
      bob.pair.enter();
      if (relayed) {
        bob.pair.receive({ kind: 'description', type: 'offer', sdp: offers[0] });
        alice.pair.receive({ kind: 'description', type: 'offer', sdp: offers[1] });
      }
      await settle(1_000);
      expect(states()).toEqual(['connected', 'connected']);
      const [first] = FakePeerConnection.live();
      expect(first).toBe(FakePeerConnection.made[0]);
      for (const pc of FakePeerConnection.live()) expect(pc.transceivers).toHaveLength(2);
    });
  }
});

test('the same offer twice gets the same answer twice, and changes nothing', async () => {
  const { alice, bob, server } = twoSides();
  server.accept();
  alice.pair.enter();
  bob.pair.enter();
  await settle(1_000);
  const offer = alice.descriptions('offer')[0]!;
  bob.pair.receive(offer);
  await settle();
  const answers = bob.descriptions('answer');
  expect(answers).toHaveLength(2);
  expect(answers[1]).toEqual(answers[0]);
  expect(FakePeerConnection.live().map((pc) => pc.calls)).toEqual([['remote answer'], ['remote offer']]);
  expect(states()).toEqual(['connected', 'connected']);
});

test('what is offered beside one sound and one picture stays unused', async () => {
  const { alice, bob } = twoSides();
  const offer = await alice.pair.prepareOffer();
  bob.pair.prepareAnswer(`${offer}m=video 9 UDP/TLS/RTP/SAVPF 96\r\n`);
  await settle();
  const directions = FakePeerConnection.made[1]?.transceivers.map(({ direction }) => direction);
  expect(directions).toEqual(['sendrecv', 'sendrecv', 'inactive']);
});

test('an encoder is set up once: bounds after the answer, and no track twice', async () => {
  const { alice, bob } = twoSides();
  await ring(alice, bob);
  const sender = FakePeerConnection.made[0]!.transceivers[1]!.sender;
  const replaced = vi.spyOn(sender, 'replaceTrack');
  const { answer = '' } = await bob.pair.prepared();
  alice.pair.enter();
  await settle();
  expect(sender.parameters.encodings).toEqual([{}]);
  alice.pair.receive({ kind: 'description', type: 'answer', sdp: answer });
  await settle();
  expect(sender.parameters.encodings[0]).toMatchObject({ maxBitrate: 900_000, maxFramerate: 15 });
  expect(replaced).toHaveBeenCalledOnce();
});

test('a description that is none is reported, and what comes after it is heard', async () => {
  const { alice, bob, server } = twoSides();
  server.accept();
  alice.pair.enter();
  bob.pair.enter();
  bob.pair.receive({ kind: 'description', type: 'offer', sdp: 'v=nonsense' });
  await settle(2_000);
  expect(bob.faults).toHaveLength(1);
  await settle(10_000);
  expect(states()).toEqual(['connected', 'connected']);
});

test('cameras open and close without a description', async () => {
  const { alice, bob, server } = twoSides();
  server.accept();
  alice.pair.enter();
  bob.pair.enter();
  await settle(1_000);
  const { length } = alice.sent;
  const sender = FakePeerConnection.made[0]!.transceivers[1]!.sender;
  Object.assign(alice.tracks, { video: null });
  alice.pair.refresh();
  await settle();
  expect(sender.track).toBeNull();
  Object.assign(alice.tracks, { video: new FakeTrack('video', { width: 1280, height: 720 }) });
  alice.pair.refresh();
  await settle();
  expect(sender.track).toBe(alice.tracks.video);
  expect(sender.parameters.encodings[0]).toMatchObject({ maxBitrate: 900_000, scaleResolutionDownBy: 1 });
  expect(alice.sent).toHaveLength(length);
});

test('close in the middle of a start leaves no timer', async () => {
  const { alice, bob, server } = twoSides();
  await alice.pair.prepareOffer();
  server.accept();
  for (const side of [alice, bob]) {
    side.pair.enter();
    await settle(1);
    side.pair.close();
  }
  expect(vi.getTimerCount()).toBe(0);
});

test('close leaves no connection and no timer, whatever is under way', async () => {
  const { alice, bob, server } = twoSides();
  const offer = alice.pair.prepareOffer();
  bob.pair.prepareAnswer('v=0\r\n');
  alice.pair.close();
  bob.pair.close();
  await expect(offer).rejects.toThrow('closed');
  await settle();
  server.accept();
  alice.pair.enter();
  alice.pair.receive({ kind: 'description', type: 'offer', sdp: 'v=0\r\n' });
  await settle(60_000);
  expect(FakePeerConnection.live()).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
  expect(alice.faults).toEqual([]);
});
