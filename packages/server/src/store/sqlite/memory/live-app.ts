import { type CallState, takesPart, type UserState, wakeOfCall, wakeOfUser } from '@ringback/calls';
import type { Profile } from '@ringback/protocol';
import type { StoreApp, Wake } from '../../contract.js';
import type { Box } from './box.js';
import { Contacts } from './contacts.js';
import { LiveDirectory } from './live-directory.js';
import type { Wakes } from './wakes.js';

export interface LiveUser {
  readonly state: UserState;
  readonly profile: Profile;
  readonly wake: Wake | null;
  /** By device; one that never had mail or an answer has none. */
  readonly boxes: Map<string, Box>;
}

interface LiveCall {
  readonly state: CallState;
  readonly wake: Wake | null;
}

/** One app's users and calls, as committed. */
export class LiveApp {
  readonly appId: number;
  readonly directory = new LiveDirectory();
  readonly contacts = new Contacts();
  readonly #users = new Map<string, LiveUser>();
  readonly #calls = new Map<string, LiveCall>();
  /** The call in which a user is or for which he rings (G-12). */
  readonly #callIds = new Map<string, string>();
  /** Of calls with a group, by its id, oldest first. */
  readonly #groups = new Map<string, Set<string>>();
  readonly #wakes: Wakes;

  constructor(
    readonly app: StoreApp,
    wakes: Wakes,
  ) {
    this.appId = app.sdkAppId;
    this.#wakes = wakes;
  }

  user(userId: string): LiveUser | undefined {
    return this.#users.get(userId);
  }

  users(): Iterable<LiveUser> {
    return this.#users.values();
  }

  call(callId: string): CallState | undefined {
    return this.#calls.get(callId)?.state;
  }

  callIdOf(userId: string): string | undefined {
    return this.#callIds.get(userId);
  }

  callOf(userId: string): CallState | undefined {
    const callId = this.#callIds.get(userId);
    return callId === undefined ? undefined : this.call(callId);
  }

  callIdsOfGroup(groupId: string): Iterable<string> {
    return this.#groups.get(groupId) ?? [];
  }

  putUser(state: UserState, profile: Profile): LiveUser {
    const before = this.#users.get(state.id);
    const wake = this.#wakeAt(wakeOfUser(state), before?.wake ?? null, state);
    const user = { state, profile, wake, boxes: before?.boxes ?? new Map<string, Box>() };
    this.#users.set(state.id, user);
    return user;
  }

  putCall(state: CallState): void {
    const { callId } = state;
    const before = this.#calls.get(callId);
    const wake = this.#wakeAt(wakeOfCall(state), before?.wake ?? null, state);
    this.#calls.set(callId, { state, wake });
    if (state.groupId !== '') {
      const group = this.#groups.get(state.groupId) ?? new Set();
      this.#groups.set(state.groupId, group.add(callId));
    }
    this.#free(before);
    for (const { userId } of state.members.filter(takesPart)) this.#callIds.set(userId, callId);
  }

  deleteCall(callId: string): void {
    const before = this.#calls.get(callId);
    this.#wakes.replace(before?.wake ?? null, null);
    this.#calls.delete(callId);
    const groupId = before?.state.groupId ?? '';
    const group = this.#groups.get(groupId);
    group?.delete(callId);
    if (group?.size === 0) this.#groups.delete(groupId);
    this.#free(before);
  }

  #wakeAt(at: number | null, before: Wake | null, of: UserState | CallState): Wake | null {
    if (before?.at === at) return before;
    const input =
      'callId' in of
        ? ({ from: 'clock', callId: of.callId } as const)
        : ({ from: 'clock', userId: of.id } as const);
    const after = at === null ? null : { appId: this.appId, at, input };
    this.#wakes.replace(before, after);
    return after;
  }

  /** Whose index already leads to another call keeps it: the order in which a batch's calls are taken in does not matter. */
  #free(before: LiveCall | undefined): void {
    for (const { userId } of before?.state.members ?? []) {
      if (this.#callIds.get(userId) === before?.state.callId) this.#callIds.delete(userId);
    }
  }
}
