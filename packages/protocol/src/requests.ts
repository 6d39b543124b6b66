import type { CallInfo, CallRecord } from './call.js';

/** Reads and writes outside the call machine. They carry no command id: a repeat does no harm. */
export type Request =
  | ProfilesRequest
  | SetProfileRequest
  | RecentCallsRequest
  | LiveCallsRequest
  | GroupRequest
  | BlockRequest;

export interface Profile {
  readonly userId: string;
  /** '' until the user or the app sets one. */
  readonly nick: string;
  readonly avatar: string;
}

/** Users that are not known, or whom the asking one may not see, are left out of the answer. */
export interface ProfilesRequest {
  readonly ask: 'profiles';
  readonly userIds: readonly string[];
}

/** Absent fields stay as they are. */
export interface SetProfileRequest {
  readonly ask: 'setProfile';
  readonly nick?: string | undefined;
  readonly avatar?: string | undefined;
}

/** The asking user's own calls, newest first. */
export interface RecentCallsRequest {
  readonly ask: 'recentCalls';
  /** A few more come where calls ended at the same moment as the last, for the next page goes on before that; fewer where they are large, but always one if there is any. */
  readonly limit: number;
  /** Only calls that ended before this server time, ms; for the next page. */
  readonly before?: number | undefined;
}

/**
 * Calls that go on, as far as the asking user may know them, so that an app can offer to join: with `callId` that one if he is in it,
 * rings for it or may join it, with `groupId` those of the group, with neither the one in which he is or for which he rings.
 */
export interface LiveCallsRequest {
  readonly ask: 'liveCalls';
  readonly callId?: string | undefined;
  readonly groupId?: string | undefined;
}

export interface LiveCall extends CallInfo {
  /** In the order in which they came. */
  readonly users: readonly LiveUser[];
  /** With which the asking user himself is in. */
  readonly device?: { readonly id: string; readonly name: string } | undefined;
}

export interface LiveUser {
  readonly userId: string;
  readonly state: 'in' | 'ringing';
  /** Since when he is in or rings, server ms. */
  readonly since: number;
}

/** Of groups in which the asking user is; changes are their owners'. */
export type GroupRequest =
  | { readonly ask: 'groups' }
  | { readonly ask: 'group'; readonly groupId: string }
  | {
      readonly ask: 'groupMembers';
      readonly groupId: string;
      readonly offset: number;
      readonly limit: number;
    }
  | CreateGroupRequest
  | UpdateGroupRequest
  | {
      readonly ask: 'addGroupMembers' | 'removeGroupMembers';
      readonly groupId: string;
      readonly userIds: readonly string[];
    }
  | { readonly ask: 'quitGroup' | 'dismissGroup'; readonly groupId: string };

/** Of an id that names the asking user's own group already: nothing changes. */
export interface CreateGroupRequest extends GroupTexts {
  readonly ask: 'createGroup';
  readonly groupId: string;
  /** Beside the asking user, who becomes its owner. */
  readonly userIds: readonly string[];
}

/** Absent fields stay as they are. */
export interface UpdateGroupRequest extends GroupChange {
  readonly ask: 'updateGroup';
  readonly groupId: string;
}

export type GroupChange = { readonly [Field in keyof GroupTexts]?: GroupTexts[Field] | undefined };

export interface GroupTexts {
  readonly name: string;
  readonly avatar?: string | undefined;
  readonly introduction?: string | undefined;
  readonly notification?: string | undefined;
}

export interface GroupInfo {
  readonly name: string;
  readonly avatar: string;
  readonly introduction: string;
  readonly notification: string;
  readonly groupId: string;
  readonly ownerId: string;
  /** Server ms. */
  readonly createdAt: number;
  /** When the asking user came, server ms. */
  readonly joinedAt: number;
  readonly memberCount: number;
}

export interface GroupMember extends Profile {
  readonly isOwner: boolean;
  /** Server ms. */
  readonly joinedAt: number;
}

/** What became of each user who was to be added. */
export interface AddedToGroup {
  readonly group: GroupInfo;
  readonly added: readonly string[];
  readonly already: readonly string[];
  /** In as many groups as a user can be. */
  readonly overLimit: readonly string[];
  /** Not known, or not to be added by the asking user. */
  readonly failed: readonly string[];
}

/** The asking user's own block list. */
export type BlockRequest =
  | { readonly ask: 'blocked' }
  | { readonly ask: 'block' | 'unblock'; readonly userIds: readonly string[] };

/** The whole list, in the order in which they were blocked. */
export interface BlockedUsers {
  readonly userIds: readonly string[];
}

export interface RequestResults {
  profiles: { readonly profiles: readonly Profile[] };
  setProfile: { readonly profile: Profile };
  recentCalls: { readonly records: readonly CallRecord[] };
  liveCalls: { readonly calls: readonly LiveCall[] };
  groups: { readonly groups: readonly GroupInfo[] };
  group: { readonly group: GroupInfo };
  groupMembers: { readonly members: readonly GroupMember[]; readonly total: number };
  createGroup: AddedToGroup;
  updateGroup: { readonly group: GroupInfo };
  addGroupMembers: AddedToGroup;
  removeGroupMembers: { readonly group: GroupInfo; readonly removed: readonly string[] };
  quitGroup: Readonly<Record<string, never>>;
  dismissGroup: Readonly<Record<string, never>>;
  blocked: BlockedUsers;
  block: BlockedUsers;
  unblock: BlockedUsers;
}
export type RequestResult = RequestResults[keyof RequestResults];
