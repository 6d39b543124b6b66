import type { Signal } from '@ringback/protocol';
import { MeshPlane } from '../mesh/mesh-plane.js';
import type { CallMedia, LocalMedia } from '../plane.js';
import { FakeTrack } from './fake-peer-connection.js';

/** Users with a plane each, and a server that relays to whoever is there. */
export class Room {
  readonly calls = new Map<string, CallMedia>();
  readonly sent: [from: string, to: string, signal: Signal][] = [];
  readonly faults: [user: string, error: unknown][] = [];
  readonly listeners = new Map<string, Set<() => void>>();

  join(selfId: string): CallMedia {
    const listeners = new Set<() => void>();
    this.listeners.set(selfId, listeners);
    const local: LocalMedia = {
      published: { audio: true, video: true },
      audioTrack: new FakeTrack('audio') as unknown as MediaStreamTrack,
      videoTrack: new FakeTrack('video') as unknown as MediaStreamTrack,
      onTracks: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
    const call = new MeshPlane().open({
      selfId,
      iceServers: [{ urls: ['turn:example.org'], username: 'u', credential: 'c' }],
      relayOnly: false,
      local,
      send: (to, signal) => {
        this.sent.push([selfId, to, signal]);
        setTimeout(() => this.calls.get(to)?.receive(selfId, signal), 1);
      },
      onAutoplayBlocked: () => {},
      onFault: (user, error) => this.faults.push([user, error]),
    });
    this.calls.set(selfId, call);
    return call;
  }

  /** Everybody gets the word about everybody. */
  enterAll(): void {
    for (const [self, call] of this.calls) {
      for (const other of this.calls.keys()) if (other !== self) call.enter(other);
    }
  }
}
