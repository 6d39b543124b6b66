import type { Signal } from '@ringback/protocol';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FakePeerConnection, FakeTrack } from '../testing/fake-peer-connection.js';
import type { Tracks } from './connection.js';
import { Pair } from './pair.js';

type Name = 'alice' | 'bob';

/** One side of a pair, and the server between the two: it holds signals back until `accept`, and can lose them. */
class Side {
  readonly pair: Pair;
  readonly sent: Signal[] = [];
  readonly faults: unknown[] = [];
  incoming: Tracks | null = null;
  other: Side | null = null;
  loses = (_signal: Signal): boolean => false;
  readonly tracks = {
    audio: new FakeTrack('audio'),
    video: new FakeTrack('video', { width: 640, height: 480 }),
  };

  constructor(
    readonly name: Name,
    readonly server: Server,
  ) {
    // bob is the greater id and so the polite side.
    this.pair = new Pair({}, name === 'bob', {
      send: (signal) => {
        this.sent.push(signal);
        server.relay(this, signal);
      },
      incoming: (tracks) => {
        this.incoming = tracks;
      },
      outgoing: () => ({
        tracks: this.tracks as unknown as Tracks,
        profile: { width: 640, height: 480, frameRate: 15, bitrate: 900 },
      }),
      fault: (error) => this.faults.push(error),
    });
  }

  descriptions(type: 'offer' | 'answer'): Signal[] {
    return this.sent.filter((signal) => signal.kind === 'description' && signal.type === type);
  }
}

class Server {
  accepted = false;
  readonly held: (() => void)[] = [];
  drops = false;

  relay(from: Side, signal: Signal): void {
    if (from.loses(signal)) return;
    const deliver = () => from.other?.pair.receive(signal);
    if (this.accepted) setTimeout(deliver, 1);
    else this.held.push(deliver);
  }

  accept(): void {
    this.accepted = true;
    for (const deliver of this.held.splice(0)) if (!this.drops) setTimeout(deliver, 1);
  }
}

function twoSides() {
  const server = new Server();
  const alice = new Side('alice', server);
  const bob = new Side('bob', server);
  alice.other = bob;
  bob.other = alice;
  return { alice, bob, server };
}

const settle = (ms = 50) => vi.advanceTimersByTimeAsync(ms);

/** The state of the one connection that is left on each side. */
const states = () => FakePeerConnection.live().map((pc) => pc.connectionState);

/** Caller and callee prepare as the engine does it: offer with the call, answer while it rings. */
async function ring(caller: Side, callee: Side): Promise<void> {
  const offer = await caller.pair.prepareOffer();
  caller.pair.bind();
  callee.pair.prepareAnswer(offer);
  await settle();
}

/** The server's word, and with it what the accept carried. */
async function accept(caller: Side, callee: Side): Promise<void> {
  const { answer, candidates } = await callee.pair.prepared();
  caller.server.accept();
  if (answer) caller.pair.receive({ kind: 'description', type: 'answer', sdp: answer });
  if (candidates) caller.pair.receive({ kind: 'candidates', candidates });
  callee.pair.enter();
  caller.pair.enter();
}

beforeEach(() => {
  vi.useFakeTimers();
  FakePeerConnection.install();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

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
      outgoing: () => ({ tracks: { audio: null, video: null }, profile: null }),
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
    reloaded.pair.enter();
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

describe('a path that breaks', () => {
  async function connected() {
    const sides = twoSides();
    await ring(sides.alice, sides.bob);
    await accept(sides.alice, sides.bob);
    await settle();
    return sides;
  }
  const breaks = (state: RTCPeerConnectionState) => {
    for (const pc of FakePeerConnection.live()) pc.become(state);
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

  test('an answer to an earlier offer is not taken for one to the latest', async () => {
    const { alice, bob, server } = twoSides();
    server.accept();
    bob.loses = () => true;
    alice.pair.enter();
    bob.pair.enter();
    await settle(7_000);
    const late = bob.descriptions('answer')[0];
    bob.pair.close();
    await settle(2_000);
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
    FakePeerConnection.cut = false;
    await settle(30_000);
    expect(states()).toEqual(['connected', 'connected']);
    const { length } = alice.descriptions('offer');
    breaks('failed');
    await settle();
    expect(alice.descriptions('offer')).toHaveLength(length + 1);
  });
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
  expect(sender.parameters.encodings[0]).toMatchObject({ maxBitrate: 900_000, scaleResolutionDownBy: 2 });
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
