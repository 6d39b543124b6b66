import type { Profile, Request, RequestResults } from '@ringback/protocol';

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

/** What the façade asks the server with; its promises reject where nobody is logged in. */
export interface TimSource {
  self(method: string): Promise<Profile>;
  profiles(method: string, userIds: readonly string[]): Promise<readonly Profile[]>;
  /** @throws where nobody is logged in */
  selfId(method: string): string;
  ask<R extends Request>(method: string, request: R): Promise<RequestResults[R['ask']]>;
  drawId(): string;
}

export const ok = <Data>(data: Data): TimResponse<Data> => ({ code: 0, data });

export const timProfile = ({ userId, nick, avatar }: Profile): TimProfile => ({
  userID: userId,
  nick,
  avatar,
});
