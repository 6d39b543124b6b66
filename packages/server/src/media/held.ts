import { type IceCandidate, MAX_CANDIDATES } from '@ringback/protocol';
import type { Sender } from './route.js';

/** What one sender may have waiting in one call, in characters; offers and candidates of a full mesh stay far below. */
const MAX_HELD_PER_SENDER = 256 * 1024;
/** To one who rings, in one ring: each goes to all his devices. Engines make one, and repeat it with a call whose answer is lost. */
const MAX_OFFERS = 4;

/** What one who is in has for one who rings. */
export interface Held {
  readonly from: Sender;
  readonly to: string;
  /** Without addresses; null: none was sent. */
  readonly offer: string | null;
  /** How many were put so far. */
  readonly offers: number;
  /** The newest ones: an older candidate is the likelier to be out of use. */
  readonly candidates: readonly IceCandidate[];
}

/** What waits in one call for the answers of those who ring. Its size is bounded for each sender. */
export class HeldSignals {
  readonly #pairs = new Map<string, Held>();

  get size(): number {
    return this.#pairs.size;
  }

  all(): readonly Held[] {
    return [...this.#pairs.values()];
  }

  offersFor(userId: string): readonly Held[] {
    return this.all().filter(({ to, offer }) => to === userId && offer !== null);
  }

  /** False: the sender has too much waiting already, or has made too many offers. */
  putOffer(from: Sender, to: string, offer: string): boolean {
    const { offers = 0, candidates = [] } = this.#get(from, to) ?? {};
    return offers < MAX_OFFERS && this.#put({ from, to, offer, offers: offers + 1, candidates });
  }

  /** False: the sender has too much waiting already. */
  addCandidates(from: Sender, to: string, added: readonly IceCandidate[]): boolean {
    const before = this.#get(from, to);
    const candidates = [...(before?.candidates ?? []), ...added].slice(-MAX_CANDIDATES);
    return this.#put({ from, to, offer: before?.offer ?? null, offers: before?.offers ?? 0, candidates });
  }

  forget({ from, to }: Held): void {
    this.#pairs.delete(keyOf(from, to));
  }

  #get(from: Sender, to: string): Held | undefined {
    const held = this.#pairs.get(keyOf(from, to));
    return held?.from.deviceId === from.deviceId ? held : undefined;
  }

  #put(held: Held): boolean {
    const others = this.all().filter(({ from, to }) => from.userId === held.from.userId && to !== held.to);
    const size = [...others, held].reduce((sum, one) => sum + sizeOf(one), 0);
    if (size > MAX_HELD_PER_SENDER) return false;
    this.#pairs.set(keyOf(held.from, held.to), held);
    return true;
  }
}

/** User ids hold no control characters. */
const keyOf = (from: Sender, to: string): string => `${from.userId}\n${to}`;

const sizeOf = ({ offer, candidates }: Held): number =>
  candidates.reduce((sum, candidate) => sum + sizeOfCandidate(candidate), offer?.length ?? 0);

const sizeOfCandidate = ({ candidate, sdpMid, usernameFragment }: IceCandidate): number =>
  candidate.length + (sdpMid?.length ?? 0) + (usernameFragment?.length ?? 0);
