import type { CallInfo, CallRecord } from './call.js';

/** Reads and writes outside the call machine. They carry no command id: a repeat does no harm. */
export type Request = ProfilesRequest | SetProfileRequest | RecentCallsRequest | LiveCallsRequest;

export interface Profile {
  readonly userId: string;
  /** '' until the user or the app sets one. */
  readonly nick: string;
  readonly avatar: string;
}

/** Users that are not known are left out of the answer. */
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

export interface RequestResults {
  profiles: { readonly profiles: readonly Profile[] };
  setProfile: { readonly profile: Profile };
  recentCalls: { readonly records: readonly CallRecord[] };
  liveCalls: { readonly calls: readonly LiveCall[] };
}
export type RequestResult = RequestResults[keyof RequestResults];
