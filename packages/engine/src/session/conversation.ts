import type { IceServer, Published, Signal } from '@ringback/protocol';
import { TUICallEvent } from '../events/names.js';
import type { Arrival, CallMedia, PreparedAnswer, RecoveryCause, ViewOptions } from '../media/plane.js';
import { Meters } from './meters.js';
import type { SessionParts } from './ports.js';

/**
 * The media of one call under the call's id, following the server's word (G-19). Once closed it does nothing any more, so that
 * what comes late needs no care.
 */
export class Conversation {
  readonly #parts: SessionParts;
  readonly #media: CallMedia;
  readonly #meters: Meters;
  #callId: string | null;
  #closed = false;

  /** `callId`: null while the server has not said it. */
  constructor(parts: SessionParts, callId: string | null) {
    const { selfId, plane, capture, choices, link, clock, emit, warn } = parts;
    this.#parts = parts;
    this.#callId = callId;
    this.#media = plane.open({
      selfId,
      iceServers: link.iceServers,
      relayOnly: link.relayOnly,
      local: capture,
      send: (to, signal) => this.#send(to, signal),
      onAutoplayBlocked: () => emit({ event: TUICallEvent.ON_AUTOPLAY_BLOCKED, payload: {} }),
      onFault: (userId, error) => warn(`media path to ${userId}`, error),
    });
    this.#meters = new Meters(this.#media, selfId, clock, emit);
    choices.attach(this.#media);
  }

  /** Caller, before the call. */
  offersFor(userIds: readonly string[]): Promise<Readonly<Record<string, string>>> {
    return this.#media.offersFor(userIds);
  }

  /** Callee, while it rings. */
  prepared(): Promise<PreparedAnswer> {
    return this.#media.prepared();
  }

  /** The server knows this user to be in the call. */
  bind(callId: string, arrival: Arrival = 'new'): void {
    this.#callId = callId;
    this.#media.bind(arrival);
  }

  useIceServers(servers: readonly IceServer[]): void {
    if (!this.#closed) this.#media.useIceServers(servers);
  }

  receive(from: string, signal: Signal): void {
    if (!this.#closed) this.#media.receive(from, signal);
  }

  enter(userId: string): void {
    if (this.#closed) return;
    this.#media.enter(userId);
    this.#meters.start();
  }

  recover(cause: RecoveryCause): void {
    if (!this.#closed) this.#media.recover(cause);
  }

  leave(userId: string): void {
    if (!this.#closed) this.#media.leave(userId);
  }

  /** Media came from anybody so many ms ago; Infinity: never. */
  idleFor(): number {
    return this.#media.idleFor();
  }

  remotePublished(userId: string, published: Partial<Published>): void {
    if (!this.#closed) this.#media.remotePublished(userId, published);
  }

  startRemoteView(userId: string, container: HTMLElement, options: ViewOptions): void {
    if (!this.#closed) this.#media.startRemoteView(userId, container, options);
  }

  stopRemoteView(userId: string): void {
    if (!this.#closed) this.#media.stopRemoteView(userId);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#meters.stop();
    this.#parts.choices.detach(this.#media);
    this.#media.close();
  }

  #send(to: string, signal: Signal): void {
    if (this.#callId !== null && !this.#closed) this.#parts.link.signal(this.#callId, to, signal);
  }
}
