import {
  CallEndReason,
  type CallOver,
  CallType,
  type CanceledEvent,
  type EndedEvent,
  type ReceivedEvent,
  type RestoredEvent,
  type ServerEvent,
} from '@ringback/protocol';
import { emissionsOf } from './emissions.js';
import { talked } from './payloads.js';
import type { SessionParts } from './ports.js';
import type { HeldRing, Slot } from './slot.js';
import { isRung, type Known } from './stage.js';

/** Events within the one call that this engine has. */
type InnerEvent = Exclude<
  ServerEvent,
  { readonly e: 'received' | 'restored' | 'missed' | 'kickedOut' | 'canceled' | 'ended' }
>;

/**
 * Turns the server's events into the state of the slot, into what the media does, and into the published events, in this order: a
 * listener finds everything as the event says. What belongs to no call that this engine has is dropped (G-05).
 */
export class Projection {
  readonly #parts: SessionParts;
  readonly #slot: Slot;

  constructor(parts: SessionParts, slot: Slot) {
    this.#parts = parts;
    this.#slot = slot;
  }

  apply(event: ServerEvent): void {
    switch (event.e) {
      case 'received':
        this.#received(event);
        return;
      case 'restored':
        this.#restored(event);
        return;
      case 'canceled':
      case 'ended':
        this.#ended(event);
        return;
      case 'missed':
        if (this.#parts.notifyBusyCallee) this.#emit(event);
        return;
      case 'kickedOut':
        this.#parts.onKickedOut();
        this.#emit(event);
        return;
      default:
        if (this.#follow(event)) this.#emit(event);
    }
  }

  /** A ring that was held back is shown, unless it has ended or become the call (G-15, S1-29). */
  showHeld(): void {
    if (!this.#slot.takesRings) return;
    const held = this.#slot.releaseHeld();
    if (held) this.#show(held);
  }

  /** Ends a call or ring without the server's word. */
  end(known: Known, reason: CallEndReason): void {
    const { selfId: userId, link } = this.#parts;
    const since = known.kind === 'in' ? (known.since ?? 0) : 0;
    this.endAs(known, { reason, entered: false, userId, totalTime: talked(since, link.serverNow()) });
  }

  /** Ends a call or ring by the server's account of it. */
  endAs(known: Known, over: Omit<CallOver, 'callId'>): void {
    const { kind, role, call } = known;
    const { userId, totalTime, device } = over;
    const reason = reasonHere(known, over, this.#slot.stage === known);
    if (kind === 'ringing') this.#ended({ e: 'canceled', call, role, reason, device });
    else this.#ended({ e: 'ended', call, role, userId, reason, totalTime, device });
  }

  #received(event: ReceivedEvent): void {
    const { callId } = event.call;
    // This device has it, whether it is shown now or later (S1-26). Nothing depends on the answer.
    this.#parts.link.command({ op: 'alerted', callId }).catch(() => {});
    // Once for each engine and ring (S1-31), also where it was rejected and the server has not heard of that yet.
    if (this.#slot.isUnended(callId)) return;
    this.#slot.hold(event);
    this.showHeld();
  }

  #show({ event, signals }: HeldRing): void {
    const { call, ring } = event;
    this.#slot.take({ kind: 'ringing', role: 'invitee', call, ring }, signals);
    this.#slot.roster.follow(event);
    this.#emit(event);
  }

  #restored(event: RestoredEvent): void {
    const { call, role, since } = event;
    // Whoever is in a call that has not begun has placed it.
    const stage: Known =
      since === 0 ? { kind: 'ringing', role: 'inviter', call } : { kind: 'in', role, call, since };
    this.#slot.take(stage).bind(call.callId, 'moved');
    this.#slot.roster.follow(event);
    // Capture stays closed until the app opens it (S1-28).
    this.#slot.publisher.begin(call.callId, { audio: false, video: false });
    this.#emit(event);
  }

  #ended(event: CanceledEvent | EndedEvent): void {
    const ending = this.#slot.endOf(event);
    // The app has not seen this ring begin, so it does not see it end (G-04).
    if (ending.whose === 'held') this.#slot.releaseHeld();
    if (ending.whose === 'held' || ending.whose === 'none') return;
    if (ending.whose === 'current') this.#slot.clear();
    this.#emit(asSeen(event, ending.known));
    if (this.#slot.held) this.#parts.later(() => this.showHeld());
  }

  /** Whether the event belongs to the call that this engine has. */
  #follow(event: InnerEvent): boolean {
    const { known, conversation } = this.#slot;
    const callId = event.e === 'begin' ? event.call.callId : event.callId;
    if (!known || known.call.callId !== callId) return false;
    this.#slot.roster.follow(event);
    switch (event.e) {
      case 'begin':
        this.#slot.know({ kind: 'in', role: event.role, call: event.call, since: event.since });
        break;
      case 'userEnter':
        conversation?.enter(event.userId);
        break;
      case 'userLeave':
        conversation?.leave(event.userId);
        break;
      case 'available':
        conversation?.remotePublished(event.userId, event.changed);
        break;
      case 'reject':
      case 'lineBusy':
        conversation?.leave(event.userId);
        break;
      case 'noResponse':
        for (const userId of event.userIds) conversation?.leave(userId);
        break;
      case 'members':
      case 'userInviting':
        // Only group calls have them (G-13).
        this.#slot.change({ isGroup: true });
        break;
      case 'typeChanged':
        this.#slot.change({ type: event.newType });
        if (event.newType === CallType.AUDIO) {
          this.#slot.publisher.changedByServer({ video: false });
          this.#slot.camera.close();
        }
        break;
    }
    return true;
  }

  #emit(event: ServerEvent): void {
    const { selfId, link, emit } = this.#parts;
    for (const emission of emissionsOf(event, { selfId, serverNow: link.serverNow() })) emit(emission);
  }
}

/** A ring that this page has neither answered nor declined was answered or declined on another device (S1-12, S1-13). */
function reasonHere(
  known: Known,
  { reason, entered }: Omit<CallOver, 'callId'>,
  isShown: boolean,
): CallEndReason {
  if (!isRung(known) || known.answered) return reason;
  if (entered) return CallEndReason.OTHER_DEVICE_ACCEPTED;
  return isShown && reason === CallEndReason.REJECT ? CallEndReason.OTHER_DEVICE_REJECTED : reason;
}

/** What was left while it rang, and answered by then, has not begun for the app: for it there is no talk to end (G-04). */
function asSeen(event: CanceledEvent | EndedEvent, { kind }: Known): CanceledEvent | EndedEvent {
  const { call, role, reason } = event;
  return event.e === 'ended' && kind === 'ringing' ? { e: 'canceled', call, role, reason } : event;
}
