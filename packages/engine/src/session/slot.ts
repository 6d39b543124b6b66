import type {
  CallInfo,
  CanceledEvent,
  EndedEvent,
  IceServer,
  ReceivedEvent,
  Signal,
} from '@ringback/protocol';
import { Failure } from '../errors/failure.js';
import { Camera } from './camera.js';
import { Conversation } from './conversation.js';
import type { Deadline } from './deadline.js';
import type { SessionParts } from './ports.js';
import { Publisher } from './publisher.js';
import { Roster } from './roster.js';
import { IDLE, type Known, knownOf, type Stage } from './stage.js';

/** A ring that came while an own `call()`, `join()` or `accept()` was pending (G-15), with the signals that came for it. */
export interface HeldRing {
  readonly event: ReceivedEvent;
  readonly signals: { readonly from: string; readonly signal: Signal }[];
}

type Ending =
  | { readonly whose: 'current' | 'closing'; readonly known: Known }
  | { readonly whose: 'held' }
  | { readonly whose: 'none' };

/** Signals kept for a held ring: an offer and its candidates. */
const MAX_HELD_SIGNALS = 50;

/** The one call that this engine can have: its stage, its media, and what of it is still under way. */
export class Slot {
  readonly camera: Camera;
  readonly publisher: Publisher;
  readonly #parts: SessionParts;
  #stage: Stage = IDLE;
  #conversation: Conversation | null = null;
  /** With credentials, which may come before the call to which they belong is known here. */
  #iceServers: readonly IceServer[] | null = null;
  #held: HeldRing | null = null;
  /** Own ways into a call that are not settled. */
  #pending = 0;
  #roster: Roster;
  /** Calls that were hung up or rejected here and whose end event has not come, by id. */
  readonly #closing = new Map<string, Known>();
  /** What `hangup()` and the end of the call cut short: the part of `call()` or `accept()` that waits for devices. */
  flow: Deadline | null = null;
  /** There was a call or ring, and it is over (G-08). */
  hadCall = false;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.#roster = new Roster(parts.selfId);
    this.camera = new Camera(parts);
    this.publisher = new Publisher(parts.capture, parts.clock, (callId, publish) =>
      parts.link.command({ op: 'publish', callId, publish }),
    );
  }

  get stage(): Stage {
    return this.#stage;
  }

  /** The call that the server knows. */
  get known(): Known | null {
    return knownOf(this.#stage);
  }

  get conversation(): Conversation | null {
    return this.#conversation;
  }

  /** The others in the call. */
  get roster(): Roster {
    return this.#roster;
  }

  get held(): HeldRing | null {
    return this.#held;
  }

  /** An own call begins. */
  dial(): Conversation {
    this.#put({ kind: 'dialing' });
    return this.#open(null);
  }

  /** The server's word about the call that this engine has from now on. */
  know(stage: Known): void {
    this.#put(this.#stage.kind === 'leaving' ? { kind: 'leaving', from: stage } : stage);
  }

  /** A ring is shown, or a call is taken up. Its media begins. */
  take(stage: Known, signals: HeldRing['signals'] = []): Conversation {
    // An own way into a call gives way to the call in which the server has this device (S1-28).
    if (this.#stage.kind === 'dialing') this.#stopMedia();
    this.#put(stage);
    const conversation = this.#open(stage.call.callId);
    for (const { from, signal } of signals) conversation.receive(from, signal);
    return conversation;
  }

  change(change: Partial<CallInfo>): void {
    const { known } = this;
    if (known) this.know({ ...known, call: { ...known.call, ...change } });
  }

  /** Whether a ring that comes now is shown at once. */
  get takesRings(): boolean {
    return this.#stage.kind === 'idle' && this.#pending === 0;
  }

  /** An own way into a call has begun. @returns what to call when it is settled */
  holdRings(): () => void {
    this.#pending += 1;
    return () => {
      this.#pending -= 1;
    };
  }

  hold(event: ReceivedEvent): void {
    this.#held = { event, signals: [] };
  }

  /** The held ring leaves the hold: it is shown, or has become something else. */
  releaseHeld(): HeldRing | null {
    const held = this.#held;
    this.#held = null;
    return held;
  }

  signal(callId: string, from: string, signal: Signal): void {
    if (this.known?.call.callId === callId) this.#conversation?.receive(from, signal);
    else if (this.#held?.event.call.callId === callId && this.#held.signals.length < MAX_HELD_SIGNALS) {
      this.#held.signals.push({ from, signal });
    }
  }

  useIceServers(servers: readonly IceServer[]): void {
    this.#iceServers = servers;
    this.#conversation?.useIceServers(servers);
  }

  /** Hung up or rejected here: capture and playback stop at once (G-16). */
  leave(): void {
    const { known } = this;
    if (!known) return;
    this.#put({ kind: 'leaving', from: known });
    this.#stopMedia();
  }

  /** The leaving has taken effect, and the next call may begin; the end event is still on its way. */
  left(callId: string): void {
    if (this.#stage.kind !== 'leaving' || this.#stage.from.call.callId !== callId) return;
    this.#closing.set(callId, this.#stage.from);
    this.clear();
  }

  /** Every call whose end event has not come. */
  get unended(): readonly Known[] {
    const { known } = this;
    return known ? [...this.#closing.values(), known] : [...this.#closing.values()];
  }

  isUnended(callId: string): boolean {
    return this.unended.some(({ call }) => call.callId === callId);
  }

  /** Whose end this is, and how far the app has seen it. `held`: a ring that it has not; `none`: nothing that this engine knows (G-05). */
  endOf({ call: { callId } }: CanceledEvent | EndedEvent): Ending {
    const { known } = this;
    if (known?.call.callId === callId) return { whose: 'current', known };
    const closing = this.#closing.get(callId);
    if (closing) {
      this.#closing.delete(callId);
      this.#tellLink();
      return { whose: 'closing', known: closing };
    }
    return this.#held?.event.call.callId === callId ? { whose: 'held' } : { whose: 'none' };
  }

  /** Nothing of the call is left. */
  clear(): void {
    this.#stopMedia();
    this.#iceServers = null;
    if (this.known) this.hadCall = true;
    this.#put(IDLE);
  }

  #open(callId: string | null): Conversation {
    this.#conversation?.close();
    this.#conversation = new Conversation(this.#parts, callId);
    this.#roster = new Roster(this.#parts.selfId);
    if (this.#iceServers) this.#conversation.useIceServers(this.#iceServers);
    return this.#conversation;
  }

  #stopMedia(): void {
    this.flow?.abort(Failure.callOver());
    this.flow = null;
    this.publisher.end();
    this.camera.end();
    this.#conversation?.close();
    this.#conversation = null;
    this.#parts.capture.release();
  }

  #put(stage: Stage): void {
    this.#stage = stage;
    this.#tellLink();
  }

  #tellLink(): void {
    this.#parts.link.show(this.unended.at(-1)?.call.callId ?? null, this.known !== null);
  }
}
