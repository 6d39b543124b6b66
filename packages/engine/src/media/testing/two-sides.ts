import type { PathSignal } from '@ringback/protocol';
import { vi } from 'vitest';
import type { Tracks } from '../mesh/connection.js';
import { Pair } from '../mesh/pair.js';
import { FakePeerConnection, FakeTrack } from './fake-peer-connection.js';

type Name = 'alice' | 'bob';

/** One side of a pair, and the server between the two: it holds signals back until `accept`, and can lose them. */
export class Side {
  readonly pair: Pair;
  readonly sent: PathSignal[] = [];
  readonly faults: unknown[] = [];
  incoming: Tracks | null = null;
  other: Side | null = null;
  loses = (_signal: PathSignal): boolean => false;
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
        encoding: { active: true, scaleResolutionDownBy: 1, maxBitrate: 900_000, maxFramerate: 15 },
      }),
      fault: (error) => this.faults.push(error),
    });
  }

  descriptions(type: 'offer' | 'answer'): PathSignal[] {
    return this.sent.filter((signal) => signal.kind === 'description' && signal.type === type);
  }
}

export class Server {
  accepted = false;
  readonly held: (() => void)[] = [];
  drops = false;

  relay(from: Side, signal: PathSignal): void {
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

export function twoSides() {
  const server = new Server();
  const alice = new Side('alice', server);
  const bob = new Side('bob', server);
  alice.other = bob;
  bob.other = alice;
  return { alice, bob, server };
}

export const settle = (ms = 50) => vi.advanceTimersByTimeAsync(ms);

/** The state of the one connection that is left on each side. */
export const states = () => FakePeerConnection.live().map((pc) => pc.connectionState);

/** Caller and callee prepare as the engine does it: offer with the call, answer while it rings. */
export async function ring(caller: Side, callee: Side): Promise<void> {
  const offer = await caller.pair.prepareOffer();
  caller.pair.bind();
  callee.pair.prepareAnswer(offer);
  await settle();
}

/** The server's word, and with it what the accept carried. */
export async function accept(caller: Side, callee: Side): Promise<void> {
  const { answer, candidates } = await callee.pair.prepared();
  caller.server.accept();
  if (answer) caller.pair.receive({ kind: 'description', type: 'answer', sdp: answer });
  if (candidates) caller.pair.receive({ kind: 'candidates', candidates });
  callee.pair.enter();
  caller.pair.enter();
}
