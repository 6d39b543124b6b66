import type { Signal } from '@ringback/protocol';
import { MeshPlane } from '../mesh/mesh-plane.js';
import type { CallMedia, LocalMedia } from '../plane.js';
import { FakeTrack } from './fake-peer-connection.js';

/** Users with a plane each, and a server that relays to whoever is there. */
export class Room {
  readonly calls = new Map<string, CallMedia>();
  readonly sent: [from: string, to: string, signal: Signal][] = [];
  readonly faults: [user: string, error: unknown][] = [];
  /** What is signalled gets lost. */
  loses = false;
  readonly #locals = new Map<string, LocalMedia>();
  readonly halved = new Map<string, boolean>();
  readonly listeners = new Map<string, Set<() => void>>();

  join(selfId: string): CallMedia {
    const listeners = new Set<() => void>();
    this.listeners.set(selfId, listeners);
    const local: LocalMedia = {
      published: { audio: true, video: true },
      audioTrack: new FakeTrack('audio') as unknown as MediaStreamTrack,
      videoTrack: new FakeTrack('video') as unknown as MediaStreamTrack,
      halveVideo: (half) => {
        this.halved.set(selfId, half);
      },
      onTracks: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
    this.#locals.set(selfId, local);
    const call = new MeshPlane().open({
      selfId,
      iceServers: [{ urls: ['turn:example.org'], username: 'u', credential: 'c' }],
      relayOnly: false,
      local,
      send: (to, signal) => {
        this.sent.push([selfId, to, signal]);
        if (!this.loses) setTimeout(() => this.calls.get(to)?.receive(selfId, signal), 1);
      },
      onAutoplayBlocked: () => {},
      onFault: (user, error) => this.faults.push([user, error]),
    });
    this.calls.set(selfId, call);
    return call;
  }

  local(userId: string): LocalMedia {
    const local = this.#locals.get(userId);
    if (!local) throw new Error(`${userId} is not there`);
    return local;
  }

  /** null: it closes. */
  openCamera(userId: string, track: MediaStreamTrack | null): void {
    Object.assign(this.local(userId), { videoTrack: track });
    for (const listener of this.listeners.get(userId) ?? []) listener();
  }

  /** Everybody gets the word about everybody. */
  enterAll(): void {
    for (const [self, call] of this.calls) {
      for (const other of this.calls.keys()) if (other !== self) call.enter(other);
    }
  }
}
