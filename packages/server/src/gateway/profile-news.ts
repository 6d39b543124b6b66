import type { Profile } from '@ringback/protocol';
import type { LiveCalls } from './live-calls.js';
import type { Sessions } from './sessions.js';

/**
 * Tells of a changed name or picture: to the user's own devices, and while he is in a call to everybody who is in it or rings for it.
 * Everybody else sees it with the next look at the profile. It is not kept for links that are down, as nothing of it is lost.
 */
export const tellProfile =
  (calls: LiveCalls, sessions: Sessions) =>
  (appId: number, profile: Profile): void => {
    const { userId } = profile;
    const call = calls.callOf({ appId, userId });
    // Of one who only rings nobody hears: one who has blocked his caller would be told apart by it.
    const isIn = call?.members.some((member) => member.userId === userId && member.state === 'in');
    const others = call && isIn ? call.members.filter(({ state }) => state !== 'unheard') : [];
    for (const reader of new Set([userId, ...others.map((member) => member.userId)])) {
      for (const session of sessions.ofUser({ appId, userId: reader })) session.profile(profile);
    }
  };
