import {
  CallEndReason,
  type CallInfo,
  type CallOver,
  type CallType,
  Code,
  type IceServer,
  type ServerEvent,
  type Signal,
  type Snapshot,
} from '@ringback/protocol';
import { Failure } from '../errors/failure.js';
import type { Standing } from '../link/ports.js';
import type { ViewOptions } from '../media/plane.js';
import { answer } from './answering.js';
import type { ViewTarget } from './camera.js';
import { Deadline } from './deadline.js';
import { type CallOrder, dial, type RingOrder } from './dialing.js';
import { difference } from './difference.js';
import { GivingUp } from './giving-up.js';
import { type Joined, type JoinOrder, joinCall } from './joining.js';
import { leave, leaveUnseen } from './leaving.js';
import type { SessionParts } from './ports.js';
import { Projection } from './projection.js';
import { Slot } from './slot.js';
import { type CallStatus, isRung, type Known, statusOf } from './stage.js';

/**
 * The calls of one login. The app's commands go to the server, whose events alone change the state (design decision 1, G-01): a
 * {@link Projection} follows them.
 */
export class Session {
  readonly #parts: SessionParts;
  readonly #slot: Slot;
  readonly #projection: Projection;
  readonly #givingUp: GivingUp;
  readonly #forgetTracks: () => void;
  #closed = false;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.#slot = new Slot(parts);
    this.#projection = new Projection(parts, this.#slot);
    this.#givingUp = new GivingUp(parts, this.#slot, (known) => this.#end(known));
    this.#forgetTracks = parts.capture.onTracks(() => this.#slot.publisher.refresh());
  }

  get status(): CallStatus {
    return statusOf(this.#slot.stage);
  }

  /** There was a call or ring, and it is over (G-08). */
  get callIsOver(): boolean {
    return this.#slot.hadCall && this.#slot.stage.kind === 'idle';
  }

  /** The call that this engine has answered and is in: a repeat of `accept()` changes nothing (G-08). */
  get accepted(): CallInfo | null {
    const { stage } = this.#slot;
    return stage.kind === 'in' && stage.role === 'invitee' ? stage.call : null;
  }

  /** The call that this engine is in, by its id. */
  get talking(): string | null {
    const { stage } = this.#slot;
    return stage.kind === 'in' ? stage.call.callId : null;
  }

  call(order: CallOrder): Promise<CallInfo> {
    return this.#holdingRings(dial(this.#parts, this.#slot, order));
  }

  /** Where the very call rings here it is answered (S2-16). */
  async join(order: JoinOrder): Promise<Joined> {
    const { stage } = this.#slot;
    if (stage.kind === 'idle') return this.#holdingRings(joinCall(this.#parts, this.#slot, order));
    const callId = order.op === 'join' ? order.callId : '';
    if (stage.kind === 'ringing' && isRung(stage) && stage.call.callId === callId) {
      return { call: await this.accept(), role: 'invitee' };
    }
    throw Failure.state('this engine rings for, calls or talks in another call');
  }

  /** S2-14, S2-15. */
  async invite(userIds: readonly string[], ring: RingOrder): Promise<void> {
    const callId = this.#callToChange();
    await this.#parts.link.command({ op: 'invite', callId, userIds, ...ring });
  }

  /** S2-19. */
  async cancelInvite(userIds: readonly string[]): Promise<void> {
    const callId = this.#callToChange();
    await this.#parts.link.command({ op: 'cancelInvite', callId, userIds });
  }

  accept(): Promise<CallInfo> {
    return this.#holdingRings(answer(this.#parts, this.#slot));
  }

  leave(op: 'hangup' | 'reject'): Promise<void> {
    return leave(this.#parts, this.#slot, op);
  }

  /** S1-20, S1-21. */
  async switchType(type: CallType): Promise<void> {
    const { known } = this.#slot;
    if (!known) throw Failure.state('the server has not answered the call yet');
    if (isRung(known)) {
      throw Failure.state('a call that rings here cannot change its type before it is accepted');
    }
    if (known.call.isGroup) {
      throw new Failure(Code.NOT_IN_GROUP_CALL, 'a group call cannot change its type');
    }
    if (known.call.type === type) {
      const text = 'Consistent with the current call type, please do not switch repeatedly';
      throw new Failure(Code.REPEATED, text);
    }
    await this.#parts.link.command({ op: 'switchType', callId: known.call.callId, type });
  }

  async openMicrophone(): Promise<void> {
    this.#assertStaying();
    const { capture, clock } = this.#parts;
    const deadline = new Deadline(clock);
    try {
      await deadline.race(capture.openMicrophone());
    } catch (error) {
      // What the browser gives after the deadline stays muted.
      capture.closeMicrophone();
      throw error;
    } finally {
      deadline.end();
    }
  }

  async openCamera(target: ViewTarget, front: boolean | undefined): Promise<void> {
    this.#assertStaying();
    await this.#slot.camera.open(target, front);
  }

  closeCamera(): void {
    this.#slot.camera.close();
  }

  startRemoteView(userId: string, container: HTMLElement, options: ViewOptions): void {
    this.#slot.conversation?.startRemoteView(userId, container, options);
  }

  stopRemoteView(userId: string): void {
    this.#slot.conversation?.stopRemoteView(userId);
  }

  apply(event: ServerEvent): void {
    if (this.#closed) return;
    this.#projection.apply(event);
  }

  signal(callId: string, from: string, signal: Signal): void {
    this.#slot.signal(callId, from, signal);
  }

  /** The page is on another network. */
  networkChanged(): void {
    this.#slot.conversation?.recover('network');
  }

  useIceServers(servers: readonly IceServer[]): void {
    this.#slot.useIceServers(servers);
  }

  linkDown(): void {
    this.#givingUp.linkDown();
  }

  /** There is a link again. */
  linkUp({ resumed, snapshot, over }: Standing): void {
    this.#givingUp.stop();
    if (snapshot || !resumed) this.#catchUp(snapshot ?? NOTHING, over);
    if (!resumed) return;
    this.#slot.publisher.refresh();
    this.#slot.conversation?.recover('link');
  }

  /** The server has this device in no call any more; `over`: what it says of the one that is shown. */
  lose(over?: CallOver): void {
    for (const known of this.#slot.unended) this.#end(known, over);
  }

  /** `logout()`: everything stops, and nothing is told (S1-32). */
  close(): void {
    this.#closed = true;
    this.#givingUp.stop();
    this.#forgetTracks();
    this.#slot.releaseHeld();
    this.#slot.clear();
  }

  /** A ring that came meanwhile is shown when this has failed, in a later task than the rejection (G-15, S1-29). */
  async #holdingRings<T>(entering: Promise<T>): Promise<T> {
    const settled = this.#slot.holdRings();
    try {
      return await entering;
    } finally {
      settled();
      this.#parts.later(() => this.#projection.showHeld());
    }
  }

  /** The call in which this engine is, for what only those do who are in. */
  #callToChange(): string {
    const { stage } = this.#slot;
    if (stage.kind === 'leaving') throw Failure.noSuchCall();
    if (stage.kind === 'in' || (stage.kind === 'ringing' && !isRung(stage))) return stage.call.callId;
    throw Failure.state(
      stage.kind === 'ringing'
        ? 'the call must be accepted before others are invited'
        : 'the server has not answered the call yet',
    );
  }

  /** Nothing is captured any more for a call that was hung up here (G-16). */
  #assertStaying(): void {
    if (this.#slot.stage.kind === 'leaving') throw Failure.callOver();
  }

  #end(known: Known, over?: CallOver): void {
    if (over?.callId === known.call.callId) this.#projection.endAs(known, over);
    else this.#projection.end(known, CallEndReason.OFFLINE);
  }

  /** Shows what the device shows to the server: what it showed before and shows no longer has ended, the rest goes on (S1-30, S1-31). */
  #catchUp({ events }: Snapshot, over: CallOver | undefined): void {
    const now = events.find(isPart);
    const isNow = (callId: string | undefined) => now !== undefined && now.call.callId === callId;
    for (const known of this.#slot.unended) {
      const goesOn = isNow(known.call.callId) && (now?.e === 'restored' || isThisRing(known, now?.ring));
      if (!goesOn) this.#end(known, over);
    }
    if (!isNow(this.#slot.held?.event.call.callId)) this.#slot.releaseHeld();
    const { known, roster } = this.#slot;
    if (now && known && isNow(known.call.callId)) {
      const missed = difference({ known, roster }, { call: now.call, events }, this.#parts.selfId);
      for (const event of missed) this.#projection.apply(event);
    } else if (now?.e === 'received') this.#projection.apply(now);
    // Over here for good, and nobody else would end it: taken back, or the server was put back to a time before its end.
    else if (now) leaveUnseen(this.#parts, now.call.callId);
  }
}

const NOTHING: Snapshot = { events: [] };

const isPart = (event: ServerEvent) => event.e === 'received' || event.e === 'restored';

const isThisRing = (known: Known, ring: string | undefined): boolean => isRung(known) && known.ring === ring;
