import type { Profile, Request, RequestResult, RequestResults, SetProfileRequest } from '@ringback/protocol';
import type { Store } from '../store/contract.js';
import { checkAvatar } from './avatar.js';
import { RequestError } from './error.js';
import { plainText } from './plain-text.js';
import type { DirectorySettings } from './rules/state.js';

/** What bears on profiles of an app's settings. */
export interface DirectoryApp {
  readonly sdkAppId: number;
  /** Hosts from which pictures may come; empty: any. */
  readonly avatarHosts: readonly string[];
  readonly directory: DirectorySettings;
}

export type DirectoryStore = Pick<
  Store,
  'acquainted' | 'profiles' | 'setProfile' | 'recordsOfUser' | 'liveCalls'
>;

/**
 * Answers what a logged-in user asks outside calls: profiles of others, his own profile, his own recent calls,
 * calls that go on.
 * @throws RequestError with the code and message for the asking engine
 */
export async function answerRequest(
  store: DirectoryStore,
  app: DirectoryApp,
  userId: string,
  request: Request,
): Promise<RequestResult> {
  switch (request.ask) {
    case 'profiles':
      return { profiles: await seenProfiles(store, app, userId, [...new Set(request.userIds)]) };
    case 'setProfile':
      return setProfile(store, app, userId, request);
    case 'recentCalls': {
      const { limit, before } = request;
      return { records: await store.recordsOfUser(app.sdkAppId, userId, { limit, before }) };
    }
    case 'liveCalls': {
      const { callId, groupId } = request;
      return { calls: await store.liveCalls(app.sdkAppId, { userId, callId, groupId }) };
    }
  }
}

/** Whoever may not be seen is as one who does not exist. */
async function seenProfiles(
  store: DirectoryStore,
  { sdkAppId, directory }: DirectoryApp,
  userId: string,
  wanted: readonly string[],
): Promise<readonly Profile[]> {
  const isOpen = directory.directory === 'open';
  const userIds = isOpen ? wanted : await store.acquainted(sdkAppId, userId, wanted);
  return store.profiles(sdkAppId, userIds);
}

async function setProfile(
  store: DirectoryStore,
  app: DirectoryApp,
  userId: string,
  { nick, avatar }: SetProfileRequest,
): Promise<RequestResults['setProfile']> {
  if (avatar !== undefined) checkAvatar(avatar, app.avatarHosts);
  const profile = await store.setProfile(app.sdkAppId, userId, {
    ...(nick === undefined ? {} : { nick: plainText(nick) }),
    ...(avatar === undefined ? {} : { avatar }),
  });
  if (!profile) throw RequestError.notLoggedIn();
  return { profile };
}
