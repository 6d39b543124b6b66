import type { Profile, SetProfileRequest } from '@ringback/protocol';
import type { DirectoryStore } from '../store/directory-contract.js';
import type { DirectoryApp } from './app.js';
import { checkAvatar } from './avatar.js';
import { RequestError } from './error.js';
import { plainText } from './plain-text.js';

/** Those of `userIds` whom the user may see. Whoever he may not see is as one who does not exist. */
export async function seenProfiles(
  store: Pick<DirectoryStore, 'acquainted' | 'profiles'>,
  { sdkAppId, directory }: DirectoryApp,
  userId: string,
  wanted: readonly string[],
): Promise<readonly Profile[]> {
  const isOpen = directory.directory === 'open';
  const userIds = isOpen ? wanted : await store.acquainted(sdkAppId, userId, wanted);
  return store.profiles(sdkAppId, userIds);
}

/**
 * A user's name and picture, whoever sets them. Absent fields stay.
 * @throws RequestError −1202 for a picture that cannot be one, −1201 for a user who is not known
 */
export async function setProfile(
  store: Pick<DirectoryStore, 'setProfile'>,
  { sdkAppId, avatarHosts }: DirectoryApp,
  userId: string,
  { nick, avatar }: Pick<SetProfileRequest, 'nick' | 'avatar'>,
): Promise<Profile> {
  if (avatar !== undefined) checkAvatar(avatar, avatarHosts);
  const profile = await store.setProfile(sdkAppId, userId, {
    ...(nick === undefined ? {} : { nick: plainText(nick) }),
    ...(avatar === undefined ? {} : { avatar }),
  });
  if (!profile) throw RequestError.notLoggedIn();
  return profile;
}
