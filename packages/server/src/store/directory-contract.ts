import type { Profile } from '@ringback/protocol';
import type { DirectoryOrder, OrderResult } from '../directory/rules/order.js';
import type { OrderRefusal } from '../directory/rules/order-refusal.js';
import type { Group } from '../directory/rules/state.js';

/** Names, groups, block lists and who knows whom: what a store keeps of users beside their calls. */
export interface DirectoryStore {
  /** Profiles of those of the users who are known, in the order asked for. */
  profiles(appId: number, userIds: readonly string[]): Promise<readonly Profile[]>;
  /** Absent fields stay. Resolves with the whole profile; undefined: the user is not known. Rejects when the storage fails. */
  setProfile(appId: number, userId: string, change: ProfileChange): Promise<Profile | undefined>;
  /** Called with each profile that has changed, after the change is durable and before its `setProfile()` resolves. */
  onProfile(listener: (appId: number, profile: Profile) => void): () => void;

  /**
   * Decides (`decideOrder`) and commits a change of groups or block lists, in order with the commits of calls: a call that is decided
   * later sees it. Rejects when the storage fails; nothing has changed then.
   */
  order<O extends DirectoryOrder>(appId: number, order: O): Promise<OrderOutcome<O['kind']>>;

  group(appId: number, groupId: string): Promise<Group | undefined>;
  /** Those of which the user is a member, by id. */
  groupsOf(appId: number, userId: string): Promise<readonly Group[]>;
  /** Whom the user has blocked, in that order. */
  blockedBy(appId: number, userId: string): Promise<readonly string[]>;
  /**
   * Those of `userIds` with whom the user shares a group or a call, past or live, and himself. Calls that are over count where the
   * app's settings ask for contacts.
   */
  acquainted(appId: number, userId: string, userIds: readonly string[]): Promise<readonly string[]>;
}

export type ProfileChange = Partial<Pick<Profile, 'nick' | 'avatar'>>;

export type OrderOutcome<K extends DirectoryOrder['kind']> =
  | { readonly ok: true; readonly result: OrderResult<K> }
  | { readonly ok: false; readonly refusal: OrderRefusal };
