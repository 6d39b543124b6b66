import { type CallState, type Member, takesPart } from '@ringback/calls';
import type { Committed, Store } from '../store/contract.js';
import { ByApp } from './by-app.js';
import { callKey, type UserAddress } from './keys.js';

export interface CallCounts {
  readonly ringing: number;
  readonly talking: number;
}

/**
 * The live calls as last committed, kept up by every commit: who may signal to whom and how fast to ping are read here, without
 * asking the store. A call that lived before this process did is loaded when a link of one of its users comes; it leaves when a
 * commit ends it, so nothing is left behind.
 */
export class LiveCalls {
  readonly #calls = new ByApp<CallState>();
  /** The one call in which a user is or for which he rings (G-12). */
  readonly #callOfUser = new ByApp<string>();
  readonly #counts = new Map<number, Counts>();
  /** For each load under way: the calls that commits have changed meanwhile, of which it knows less. */
  readonly #loads = new Set<Set<string>>();

  /** For each app that has or had calls: how many ring, and in how many somebody has answered. */
  counts(): ReadonlyMap<number, CallCounts> {
    return this.#counts;
  }

  get size(): number {
    return this.#calls.size;
  }

  call(appId: number, callId: string): CallState | undefined {
    return this.#calls.get(appId, callId);
  }

  /** The call in which the user is or for which he rings. */
  callOf({ appId, userId }: UserAddress): CallState | undefined {
    const callId = this.#callOfUser.get(appId, userId);
    return callId === undefined ? undefined : this.#calls.get(appId, callId);
  }

  /** The user is in a call or rings. */
  isBusy({ appId, userId }: UserAddress): boolean {
    return this.#callOfUser.has(appId, userId);
  }

  /** Returns the users for whom `isBusy` may have changed. */
  follow({ appId, calls }: Committed): readonly UserAddress[] {
    const changed: UserAddress[] = [];
    for (const [callId, call] of calls) {
      for (const load of this.#loads) load.add(callKey(appId, callId));
      this.#put(appId, callId, call, changed);
    }
    return changed;
  }

  /** Learns of the call of a user whose link comes to this process. */
  async load(store: Pick<Store, 'callOf'>, user: UserAddress): Promise<void> {
    if (this.isBusy(user)) return;
    const { appId, userId } = user;
    const changedMeanwhile = new Set<string>();
    this.#loads.add(changedMeanwhile);
    try {
      const call = await store.callOf(appId, userId);
      if (call && !changedMeanwhile.has(callKey(appId, call.callId))) this.#put(appId, call.callId, call, []);
    } finally {
      this.#loads.delete(changedMeanwhile);
    }
  }

  /** Adds to `changed` those who became busy or free. */
  #put(appId: number, callId: string, call: CallState | null, changed: UserAddress[]): void {
    const before = this.#calls.get(appId, callId);
    if (before) this.#count(appId, before, -1);
    if (call) this.#count(appId, call, 1);
    if (call) this.#calls.set(appId, callId, call);
    else this.#calls.delete(appId, callId);
    if (before && call && areSamePeople(before.members, call.members)) return;

    const after = call?.members ?? [];
    for (const { userId } of before?.members ?? []) {
      const isOut = !after.some((member) => member.userId === userId && takesPart(member));
      if (isOut && this.#callOfUser.get(appId, userId) === callId) {
        this.#callOfUser.delete(appId, userId);
        changed.push({ appId, userId });
      }
    }
    for (const member of after) {
      if (!takesPart(member)) continue;
      const { userId } = member;
      if (!this.#callOfUser.has(appId, userId)) changed.push({ appId, userId });
      this.#callOfUser.set(appId, userId, callId);
    }
  }

  #count(appId: number, { begunAt }: CallState, more: number): void {
    const counts = this.#counts.get(appId) ?? { ringing: 0, talking: 0 };
    if (begunAt === null) counts.ringing += more;
    else counts.talking += more;
    this.#counts.set(appId, counts);
  }
}

type Counts = { -readonly [State in keyof CallCounts]: CallCounts[State] };

const areSamePeople = (before: readonly Member[], after: readonly Member[]): boolean =>
  before.length === after.length &&
  before.every((member, index) => {
    const other = after[index];
    return other?.userId === member.userId && takesPart(other) === takesPart(member);
  });
