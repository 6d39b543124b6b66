import { type TimBlocks, timBlocks } from './tim-blocks.js';
import type { TimEvents, TimSubscriptions } from './tim-events.js';
import { type TimGroups, timGroups } from './tim-groups.js';
import { type TimProfile, type TimResponse, type TimSource, timProfile } from './tim-source.js';

/** What {@link Tim.getFriendProfile} finds. */
export interface TimFriends {
  friendList: { userID: string; remark: string; profile: TimProfile }[];
  failureUserIDList: { userID: string }[];
}

/**
 * The part of a chat client that published UI kits and apps need for calls, on Ringback's own directory: names and pictures, groups, the
 * block list. Its methods reject with a `TUICallEngineError`: −1201 without a login, −1202 (parameters), −1406 without a link.
 *
 * Users whom the app's settings do not let this user see are as unknown ones.
 */
export interface Tim extends TimGroups, TimBlocks, TimSubscriptions {
  /** This user's own profile. */
  getMyProfile(): Promise<TimResponse<TimProfile>>;
  /** Every user that the server knows is found, with an empty `remark`; the others are in `failureUserIDList`. */
  getFriendProfile(params: { userIDList: readonly string[] }): Promise<TimResponse<TimFriends>>;
  /** Users that the server does not know are left out. */
  getUserProfile(params: { userIDList: readonly string[] }): Promise<TimResponse<TimProfile[]>>;
}

export function createTim(source: TimSource, events: TimEvents): Tim {
  return {
    ...timGroups(source),
    ...timBlocks(source),
    on: (event, listener, context) => events.on(event, listener, context),
    off: (event, listener, context) => events.off(event, listener, context),
    async getMyProfile() {
      return { code: 0, data: timProfile(await source.self('getMyProfile')) };
    },
    async getFriendProfile(params) {
      const userIDList = idsOf(params);
      const found = await source.profiles('getFriendProfile', userIDList);
      const known = new Set(found.map(({ userId }) => userId));
      return {
        code: 0,
        data: {
          friendList: found.map((it) => ({ userID: it.userId, remark: '', profile: timProfile(it) })),
          failureUserIDList: userIDList.filter((userID) => !known.has(userID)).map((userID) => ({ userID })),
        },
      };
    },
    async getUserProfile(params) {
      const found = await source.profiles('getUserProfile', idsOf(params));
      return { code: 0, data: found.map(timProfile) };
    },
  };
}

/** Kits ask while they know nobody yet. */
const idsOf = (params: { readonly userIDList: readonly string[] } | undefined): readonly string[] =>
  Array.isArray(params?.userIDList) ? params.userIDList : [];
