import { type CallState, type Member, takesPart } from '@ringback/calls';
import type { Committed, Store } from '../store/contract.js';
import { callKey, type UserAddress, userKey } from './keys.js';

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
  readonly #calls = new Map<string, CallState>();
  /** The one call in which a user is or for which he rings (G-12). */
  readonly #callOfUser = new Map<string, string>();
  readonly #counts = new Map<number, CallCounts>();
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
    return this.#calls.get(callKey(appId, callId));
  }

  /** The call in which the user is or for which he rings. */
  callOf({ appId, userId }: UserAddress): CallState | undefined {
    const key = this.#callOfUser.get(userKey(appId, userId));
    return key === undefined ? undefined : this.#calls.get(key);
  }

  /** The user is in a call or rings. */
  isBusy({ appId, userId }: UserAddress): boolean {
    return this.#callOfUser.has(userKey(appId, userId));
  }

  /** Returns the users for whom `isBusy` may have changed. */
  follow({ appId, calls }: Committed): readonly UserAddress[] {
    const changed: UserAddress[] = [];
    for (const [callId, call] of calls) {
      for (const load of this.#loads) load.add(callKey(appId, callId));
      changed.push(...this.#put(appId, callId, call));
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
      if (call && !changedMeanwhile.has(callKey(appId, call.callId))) this.#put(appId, call.callId, call);
    } finally {
      this.#loads.delete(changedMeanwhile);
    }
  }

  #put(appId: number, callId: string, call: CallState | null): readonly UserAddress[] {
    const key = callKey(appId, callId);
    this.#count(appId, this.#calls.get(key) ?? null, call);
    const before = this.#calls.get(key)?.members.filter(takesPart) ?? [];
    const after = call?.members.filter(takesPart) ?? [];
    if (call && areSamePeople(before, after)) {
      this.#calls.set(key, call);
      return NOBODY;
    }
    if (call) this.#calls.set(key, call);
    else this.#calls.delete(key);

    const changed: UserAddress[] = [];
    for (const { userId } of before) {
      const isOut = !after.some((member) => member.userId === userId);
      if (isOut && this.#callOfUser.get(userKey(appId, userId)) === key) {
        this.#callOfUser.delete(userKey(appId, userId));
        changed.push({ appId, userId });
      }
    }
    for (const { userId } of after) {
      if (!this.#callOfUser.has(userKey(appId, userId))) changed.push({ appId, userId });
      this.#callOfUser.set(userKey(appId, userId), key);
    }
    return changed;
  }

  #count(appId: number, before: CallState | null, after: CallState | null): void {
    const { ringing, talking } = this.#counts.get(appId) ?? { ringing: 0, talking: 0 };
    const change = (rings: boolean): number => Number(isAt(after, rings)) - Number(isAt(before, rings));
    this.#counts.set(appId, { ringing: ringing + change(true), talking: talking + change(false) });
  }
}

const NOBODY: readonly UserAddress[] = [];

const areSamePeople = (before: readonly Member[], after: readonly Member[]): boolean =>
  before.length === after.length && before.every(({ userId }, index) => userId === after[index]?.userId);

/** Whether there is a call, and it only rings, or not only. */
const isAt = (call: CallState | null, rings: boolean): boolean =>
  call !== null && (call.begunAt === null) === rings;
