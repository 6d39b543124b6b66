import type { CallState } from '@ringback/calls';
import type { AcceptCommand, Signal, SignalFromFrame, SignalToFrame } from '@ringback/protocol';
import type { Committed, DeviceAddress } from '../store/contract.js';
import { type Held, HeldSignals } from './held.js';
import { relayedOnly } from './relay-only.js';
import { isInside, type RouteRefusal, routeOf, type Sender } from './route.js';
import { withoutAddresses } from './without-addresses.js';

export interface MeshRelayDeps {
  /** The app's media goes through TURN servers alone. */
  readonly isRelayOnly: (appId: number) => boolean;
  /** The live call as last committed. */
  readonly callOf: (appId: number, callId: string) => CallState | undefined;
  /** Lost where the device has no link. */
  readonly sendToDevice: (to: DeviceAddress, frame: SignalFromFrame) => void;
  /** To every linked device of the user that has been told what was committed so far; lost where it reads too slowly. */
  readonly sendToUser: (appId: number, userId: string, frame: SignalFromFrame) => void;
}

export type SignalOutcome =
  | { readonly outcome: 'relayed' }
  | { readonly outcome: 'held' }
  | { readonly outcome: 'refused'; readonly why: SignalRefusal };

export type SignalRefusal =
  | RouteRefusal
  | 'only offers and candidates may wait for an answer'
  | 'the offer is no session description'
  | 'the sender has too much waiting'
  | 'the sender has too much waiting, or has made too many offers'
  | 'nothing in it is relayed';

const HELD: SignalOutcome = { outcome: 'held' };
const refused = (why: SignalRefusal): SignalOutcome => ({ outcome: 'refused', why });

/**
 * Carries the signals of the mesh plane between the devices of a call, in memory: they are not committed, and a lost one is mended
 * by a new negotiation. It keeps the promise on addresses against whatever a client sends (design decision 6): to somebody who
 * rings goes an offer without addresses and nothing else; candidates wait until his answer is committed, and nothing of his own
 * goes out before.
 */
export class MeshRelay {
  readonly #deps: MeshRelayDeps;
  readonly #held = new Map<string, HeldSignals>();

  constructor(deps: MeshRelayDeps) {
    this.#deps = deps;
  }

  /** Pairs of users for whom something waits. */
  get waiting(): number {
    let pairs = 0;
    for (const held of this.#held.values()) pairs += held.size;
    return pairs;
  }

  /** A `call` was committed, with these offers: as a ring, or as the answer to an earlier call (S1-15). */
  placed(appId: number, callId: string, from: Sender, offers: Readonly<Record<string, string>>): void {
    for (const [to, sdp] of Object.entries(offers)) {
      this.signal(appId, from, { callId, to, signal: { kind: 'description', type: 'offer', sdp } });
    }
  }

  /** An `accept` was committed: what came with it goes to whoever invited this user. */
  accepted(
    appId: number,
    callId: string,
    from: Sender,
    { answer, candidates = [] }: Pick<AcceptCommand, 'answer' | 'candidates'>,
  ): void {
    const member = this.#deps.callOf(appId, callId)?.members.find(({ userId }) => userId === from.userId);
    if (member?.state !== 'in' || member.invitedBy === from.userId) return;
    const tell = (signal: Signal) => this.signal(appId, from, { callId, to: member.invitedBy, signal });
    if (answer !== undefined) tell({ kind: 'description', type: 'answer', sdp: answer });
    if (candidates.length > 0) tell({ kind: 'candidates', candidates });
  }

  /** What a device sends to another user of its call. A refusal is for the log alone: the sender learns nothing by it. */
  signal(appId: number, from: Sender, frame: Omit<SignalToFrame, 't'>): SignalOutcome {
    const { callId, to } = frame;
    const signal = this.#deps.isRelayOnly(appId) ? relayedOnly(frame.signal) : frame.signal;
    if (!signal) return refused('nothing in it is relayed');
    const route = routeOf(this.#deps.callOf(appId, callId), from, to);
    switch (route.way) {
      case 'refuse':
        return refused(route.why);
      case 'hold':
        return this.#hold(appId, from, { callId, to, signal }, route.isHeard);
      case 'relay':
        this.#send(appId, callId, from, { userId: to, deviceId: route.deviceId }, signal);
        return { outcome: 'relayed' };
    }
  }

  /** What a device is told right after it has received this ring. */
  forRinging(appId: number, callId: string, userId: string): readonly SignalFromFrame[] {
    const offers = this.#held.get(keyOf(appId, callId))?.offersFor(userId) ?? [];
    return offers.flatMap(({ from, offer }) => (offer === null ? [] : [offerFrame(callId, from, offer)]));
  }

  /** Lets go what an answer was awaited for, and forgets what nobody awaits any more. */
  follow({ appId, calls }: Committed): void {
    if (this.#held.size === 0) return;
    for (const [callId, call] of calls) {
      const key = keyOf(appId, callId);
      const held = this.#held.get(key);
      if (!held) continue;
      if (call) for (const pair of held.all()) this.#settle(appId, call, held, pair);
      if (!call || held.size === 0) this.#held.delete(key);
    }
  }

  #hold(
    appId: number,
    from: Sender,
    { callId, to, signal }: Omit<SignalToFrame, 't'>,
    isHeard: boolean,
  ): SignalOutcome {
    if (signal.kind === 'candidates') {
      const fits = this.#heldOf(appId, callId).addCandidates(from, to, signal.candidates);
      return fits ? HELD : refused('the sender has too much waiting');
    }
    if (signal.kind !== 'description' || signal.type !== 'offer')
      return refused('only offers and candidates may wait for an answer');
    const offer = withoutAddresses(signal.sdp);
    if (offer === null) return refused('the offer is no session description');
    if (!this.#heldOf(appId, callId).putOffer(from, to, offer)) {
      return refused('the sender has too much waiting, or has made too many offers');
    }
    if (isHeard) this.#deps.sendToUser(appId, to, offerFrame(callId, from, offer));
    return HELD;
  }

  #settle(appId: number, call: CallState, held: HeldSignals, pair: Held): void {
    const recipient = call.members.find(({ userId }) => userId === pair.to);
    const senderIsIn = isInside(call, pair.from);
    if (senderIsIn && recipient && recipient.state !== 'in') return;
    held.forget(pair);
    if (senderIsIn && recipient?.state === 'in' && pair.candidates.length > 0) {
      const signal: Signal = { kind: 'candidates', candidates: pair.candidates };
      this.#send(appId, call.callId, pair.from, recipient, signal);
    }
  }

  #send(appId: number, callId: string, from: Sender, { userId, deviceId }: Sender, signal: Signal): void {
    this.#deps.sendToDevice({ appId, userId, deviceId }, { t: 'signal', callId, from: from.userId, signal });
  }

  #heldOf(appId: number, callId: string): HeldSignals {
    const key = keyOf(appId, callId);
    const held = this.#held.get(key) ?? new HeldSignals();
    this.#held.set(key, held);
    return held;
  }
}

const keyOf = (appId: number, callId: string): string => `${appId} ${callId}`;

const offerFrame = (callId: string, from: Sender, sdp: string): SignalFromFrame => ({
  t: 'signal',
  callId,
  from: from.userId,
  signal: { kind: 'description', type: 'offer', sdp },
});
