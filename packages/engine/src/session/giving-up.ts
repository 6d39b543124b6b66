import { TUICallEvent } from '../events/names.js';
import type { Cancel } from '../platform/platform.js';
import { leaveUnseen } from './leaving.js';
import type { SessionParts } from './ports.js';
import type { Slot } from './slot.js';
import type { Known } from './stage.js';

/** Media that has not come for so long from anyone comes no more. */
const SILENT_MS = 5_000;
const LOOK_EVERY_MS = 1_000;

/**
 * The one end of a call that an engine decides by itself (S1-30, G-01): the link is down for longer than the server keeps a lost
 * device, and no media comes from anyone. Rings, and calls in which nobody else is, are the server's alone.
 */
export class GivingUp {
  readonly #parts: SessionParts;
  readonly #slot: Slot;
  readonly #end: (known: Known) => void;
  #cancel: Cancel = () => {};

  constructor(parts: SessionParts, slot: Slot, end: (known: Known) => void) {
    this.#parts = parts;
    this.#slot = slot;
    this.#end = end;
  }

  linkDown(): void {
    this.#lookIn(this.#parts.link.graceLeftMs);
  }

  /** There is a link again, or nobody left to look after. */
  stop(): void {
    this.#cancel();
  }

  #lookIn(ms: number): void {
    this.#cancel();
    this.#cancel = this.#parts.clock.after(ms, () => this.#look());
  }

  #look(): void {
    const calls = this.#slot.unended.filter(({ kind }) => kind === 'in');
    const over = calls.filter((known) => this.#isOver(known));
    if (over.length < calls.length) this.#lookIn(LOOK_EVERY_MS);
    if (over.length === 0) return;
    const { emit } = this.#parts;
    emit({ event: TUICallEvent.ON_LINK_CHANGED, payload: { state: 'lost', graceTime: 0 } });
    for (const known of over) {
      // A server that was away itself keeps this device in it (G-10), and hears of the end before whatever the app asks for next.
      leaveUnseen(this.#parts, known.call.callId);
      this.#end(known);
    }
  }

  /** What was hung up here, and could not be told, has no media any more (G-16). */
  #isOver({ call }: Known): boolean {
    const { stage, conversation, roster } = this.#slot;
    const isHere = stage.kind === 'in' && stage.call.callId === call.callId;
    if (!isHere || !conversation) return true;
    return roster.hasOthers && conversation.idleFor() >= SILENT_MS;
  }
}
