import type { Store } from '../store/contract.js';

/** A user of the demo, as the others see him. */
export interface Person {
  readonly userId: string;
  /** '' until he sets one. */
  readonly nick: string;
  readonly avatar: string;
  readonly online: boolean;
  readonly inCall: boolean;
}

/** What is read of the store. */
export type PeopleStore = Pick<Store, 'presence' | 'profiles'>;

/** More people than a page can show; those who are online come first. */
const MAX_PEOPLE = 500;

/** Everyone who has signed in to the demo, online first, then by name. */
export async function peopleOf(store: PeopleStore, sdkAppId: number): Promise<readonly Person[]> {
  const everyone = await store.presence(sdkAppId);
  const shown = everyone
    .map(({ userId, linkedDevices, inCall }) => ({ userId, online: linkedDevices > 0, inCall }))
    .sort((a, b) => Number(b.online) - Number(a.online) || a.userId.localeCompare(b.userId))
    .slice(0, MAX_PEOPLE);
  const profiles = await store.profiles(
    sdkAppId,
    shown.map(({ userId }) => userId),
  );
  const byId = new Map(profiles.map((profile) => [profile.userId, profile]));
  return shown.map((person) => {
    const { nick = '', avatar = '' } = byId.get(person.userId) ?? {};
    return { ...person, nick, avatar };
  });
}
