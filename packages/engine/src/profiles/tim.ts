import type { Profile } from '@ringback/protocol';

/** A user's name and picture as published chat clients spell them. */
export interface TimProfile {
  userID: string;
  nick: string;
  avatar: string;
}

/** The answer to every method of {@link Tim}. */
export interface TimResponse<Data> {
  code: 0;
  data: Data;
}

/** What {@link Tim.getFriendProfile} finds. */
export interface TimFriends {
  friendList: { userID: string; remark: string; profile: TimProfile }[];
  failureUserIDList: { userID: string }[];
}

/**
 * The part of a chat client that published UI kits use to show names and pictures, on Ringback's own profiles. Its methods reject
 * with a `TUICallEngineError`: −1201 without a login, −1406 without a link.
 */
export interface Tim {
  /** This user's own profile. */
  getMyProfile(): Promise<TimResponse<TimProfile>>;
  /** Every user that the server knows is found, with an empty `remark`; the others are in `failureUserIDList`. */
  getFriendProfile(params: { userIDList: readonly string[] }): Promise<TimResponse<TimFriends>>;
  /** Users that the server does not know are left out. */
  getUserProfile(params: { userIDList: readonly string[] }): Promise<TimResponse<TimProfile[]>>;
}

/** What the façade looks profiles up with; both reject where nobody is logged in. */
export interface TimSource {
  self(method: string): Promise<Profile>;
  profiles(method: string, userIds: readonly string[]): Promise<readonly Profile[]>;
}

export function createTim(source: TimSource): Tim {
  return {
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

export const timProfile = ({ userId, nick, avatar }: Profile): TimProfile => ({
  userID: userId,
  nick,
  avatar,
});

/** Kits ask while they know nobody yet. */
const idsOf = (params: { readonly userIDList: readonly string[] } | undefined): readonly string[] =>
  Array.isArray(params?.userIDList) ? params.userIDList : [];
