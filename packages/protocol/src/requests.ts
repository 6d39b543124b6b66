import type { CallRecord } from './call.js';

/** Reads and writes outside the call machine. They carry no command id: a repeat does no harm. */
export type Request = ProfilesRequest | SetProfileRequest | RecentCallsRequest;

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

export interface RequestResults {
  profiles: { readonly profiles: readonly Profile[] };
  setProfile: { readonly profile: Profile };
  recentCalls: { readonly records: readonly CallRecord[] };
}
export type RequestResult = RequestResults[keyof RequestResults];
