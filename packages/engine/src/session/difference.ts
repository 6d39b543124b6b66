import type { CallInfo, ServerEvent } from '@ringback/protocol';
import { NEW_HERE, Roster, type Shown } from './roster.js';
import type { Known } from './stage.js';

/** What the page shows, and of whom. */
interface Before {
  readonly known: Known;
  readonly roster: Roster;
}

/** The same call, as a snapshot tells it. */
interface After {
  readonly call: CallInfo;
  readonly events: readonly ServerEvent[];
}

/**
 * The events that make the page show what the snapshot tells (S1-30): what came to pass in between, in short and in the order of G-14. Of
 * those who are gone it tells that they have left, whatever became of them.
 */
export function difference(
  { known, roster }: Before,
  { call, events }: After,
  selfId: string,
): ServerEvent[] {
  const { callId, type } = known.call;
  const now = new Roster(selfId);
  for (const event of events) now.follow(event);
  const about = (
    e: 'userLeave' | 'userAccept' | 'userEnter' | 'userInviting',
    userIds: readonly string[],
  ): ServerEvent[] => userIds.map((userId) => ({ e, callId, userId }));

  const isGone = (userId: string, before: Shown['state']): boolean => {
    const after = now.users.get(userId)?.state;
    // Whoever was in and rings has left, and was called again.
    return after === undefined || (before === 'in' && after !== 'in');
  };
  const gone = [...roster.users].flatMap(([userId, { state }]) => (isGone(userId, state) ? [userId] : []));
  const entered = now.at('in').filter((userId) => roster.users.get(userId)?.state !== 'in');
  const accepted = entered.filter((userId) => roster.users.get(userId)?.state === 'ringing');
  // Those who are in see whom somebody invites (S2-14); a call of two has nobody to be invited.
  const isTold = call.isGroup && events.some(({ e }) => e === 'restored');
  const invited = isTold ? now.at('ringing').filter((id) => roster.users.get(id)?.state !== 'ringing') : [];
  const hasBegun = known.kind === 'in' && known.since !== null;
  const isListed = hasBegun && known.call.isGroup && listOf(roster) === listOf(now);
  return [
    ...about('userLeave', gone),
    ...about('userAccept', accepted),
    ...(hasBegun ? [] : events.filter(({ e }) => e === 'begin')),
    ...(call.type === type ? [] : [{ e: 'typeChanged', callId, oldType: type, newType: call.type } as const]),
    ...about('userEnter', entered),
    ...about('userInviting', invited),
    ...(isListed ? [] : events.filter(({ e }) => e === 'members')),
    ...[...now.users].flatMap(([userId, after]) => {
      const before = entered.includes(userId) ? undefined : roster.users.get(userId);
      return after.state === 'in' ? changes(callId, userId, before ?? NEW_HERE, after) : [];
    }),
  ];
}

const listOf = (roster: Roster): string =>
  JSON.stringify([roster.at('in').sort(), roster.at('ringing').sort()]);

type Changing = Omit<Shown, 'state'>;

/** Of one who is in: what he publishes, and whether he can be reached. */
function changes(callId: string, userId: string, before: Changing, after: Changing): ServerEvent[] {
  const { audio, video, isReachable } = after;
  const changed = {
    ...(audio !== before.audio && { audio }),
    ...(video !== before.video && { video }),
  };
  return [
    ...(Object.keys(changed).length > 0 ? [{ e: 'available', callId, userId, changed } as const] : []),
    ...(isReachable !== before.isReachable ? [{ e: 'userLink', callId, userId, isReachable } as const] : []),
  ];
}
