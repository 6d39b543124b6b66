import {
  type AppPolicy,
  type CallState,
  type Fact,
  type KeptRecord,
  type Relations,
  takesPart,
  type UserState,
  type World,
} from '@ringback/calls';
import type { Profile } from '@ringback/protocol';
import type { ProfileChange } from '../../directory-contract.js';
import type { LiveApp } from '../memory/live-app.js';
import type { BoxDraft } from './box-draft.js';
import { DirectoryDraft } from './directory-draft.js';
import { UserDraft } from './user-draft.js';

/**
 * One app as the batch has made it so far: what is committed, and what the batch's earlier decisions changed. Each decision of the
 * batch sees those before it; nothing outside the batch sees any.
 */
export class AppDraft implements World {
  /** Those who changed, in state, profile or mail. */
  readonly users = new Map<string, UserDraft>();
  /** Those that changed; null: has ended. */
  readonly calls = new Map<string, CallState | null>();
  readonly directory: DirectoryDraft;
  readonly records: KeptRecord[] = [];
  readonly facts: Fact[] = [];
  readonly #callIds = new Map<string, string | null>();

  constructor(readonly live: LiveApp) {
    this.directory = new DirectoryDraft(live, (userId) => this.user(userId) !== undefined);
  }

  get app(): AppPolicy {
    return this.live.app.policy;
  }

  get relations(): Relations {
    return this.directory;
  }

  user(userId: string): UserState | undefined {
    const draft = this.users.get(userId);
    return draft ? draft.state : this.live.user(userId)?.state;
  }

  call(callId: string): CallState | undefined {
    const changed = this.calls.get(callId);
    return changed === undefined ? this.live.call(callId) : (changed ?? undefined);
  }

  callOf(userId: string): CallState | undefined {
    const callId = this.#callIdOf(userId);
    return callId === undefined ? undefined : this.call(callId);
  }

  callsOfGroup(groupId: string): readonly CallState[] {
    const begun = [...this.calls.keys()].filter((callId) => !this.live.call(callId));
    return [...this.live.callIdsOfGroup(groupId), ...begun].flatMap((callId) => {
      const call = this.call(callId);
      return call?.groupId === groupId ? [call] : [];
    });
  }

  lastSeq(userId: string, deviceId: string): number {
    return this.#boxAsItIs(userId, deviceId)?.lastSeq ?? 0;
  }

  putUser(state: UserState): void {
    this.#userDraft(state.id).state = state;
  }

  /** undefined: the user is not known. */
  putProfile(userId: string, change: ProfileChange): Profile | undefined {
    if (!this.user(userId)) return undefined;
    const draft = this.#userDraft(userId);
    const { nick = draft.profile.nick, avatar = draft.profile.avatar } = change;
    draft.profile = { userId, nick, avatar };
    return draft.profile;
  }

  putCall(callId: string, state: CallState | null): void {
    for (const { userId } of this.call(callId)?.members ?? []) {
      // Whom another call of the same decision has taken over stays there, whichever of the two is put first.
      if (this.#callIdOf(userId) === callId) this.#callIds.set(userId, null);
    }
    this.calls.set(callId, state);
    for (const member of state?.members ?? []) {
      if (takesPart(member)) this.#callIds.set(member.userId, callId);
    }
  }

  /** Opens the device's box to add to it. */
  box(userId: string, deviceId: string): BoxDraft {
    return this.#userDraft(userId).box(deviceId);
  }

  /** Forgets a device that is gone. */
  dropBox(userId: string, deviceId: string): void {
    this.#userDraft(userId).dropBox(deviceId);
  }

  #userDraft(userId: string): UserDraft {
    const known = this.users.get(userId);
    if (known) return known;
    const draft = new UserDraft(userId, this.live.user(userId));
    this.users.set(userId, draft);
    return draft;
  }

  #boxAsItIs(userId: string, deviceId: string) {
    return this.users.get(userId)?.knownBox(deviceId) ?? this.live.user(userId)?.boxes.get(deviceId);
  }

  #callIdOf(userId: string): string | undefined {
    const changed = this.#callIds.get(userId);
    return changed === undefined ? this.live.callIdOf(userId) : (changed ?? undefined);
  }
}
