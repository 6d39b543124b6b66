import { CallType, type ServerEvent } from '@ringback/protocol';
import type { CallState, Inside } from '../state.js';
import type { World } from '../world.js';
import { membersOf } from './audience.js';
import { talkSince } from './ending.js';
import { awaitedOf, infoOf, insideOf, roleOf } from './members.js';

/** The call, once it has begun, as one sees it who is in it and whose page shows nothing of it yet. */
export function wholeOf(world: Pick<World, 'user'>, call: CallState, member: Inside): ServerEvent[] {
  if (call.begunAt === null) return [];
  const others = insideOf(call).filter((other) => other.userId !== member.userId);
  return [
    beginOf(call, member),
    ...others.map((other) => enterOf(call, other)),
    ...membersOf(call),
    ...others.flatMap((other) => publishedOf(call, other)),
    ...others.flatMap((other) => unreachableOf(world, call, other)),
  ];
}

/** ON_CALL_RESTORED (S1-28). */
export const restoredOf = (call: CallState, member: Inside): ServerEvent => ({
  e: 'restored',
  call: infoOf(call),
  role: roleOf(call, member.userId),
  userIds: insideOf(call).map((other) => other.userId),
  ringing: awaitedOf(call).map((other) => other.userId),
  since: talkSince(call, member),
});

const beginOf = (call: CallState, member: Inside): ServerEvent => ({
  e: 'begin',
  call: infoOf(call),
  role: roleOf(call, member.userId),
  since: talkSince(call, member),
});

/** ON_CALL_BEGIN as it comes to pass, and directly behind it the change of type for whoever had asked for video (S1-15). */
export function beginningOf(call: CallState, member: Inside): ServerEvent[] {
  const { callId, type } = call;
  const begin = beginOf(call, member);
  if (member.asked === type || type !== CallType.AUDIO) return [begin];
  return [begin, { e: 'typeChanged', callId, oldType: member.asked, newType: type }];
}

export const enterOf = ({ callId }: CallState, { userId }: Inside): ServerEvent => ({
  e: 'userEnter',
  callId,
  userId,
});

/** What he publishes, for one who has just met him: what is off needs no event (G-14). */
export function publishedOf({ callId }: CallState, { userId, published }: Inside): ServerEvent[] {
  const { audio, video } = published;
  if (!audio && !video) return [];
  return [{ e: 'available', callId, userId, changed: { ...(audio && { audio }), ...(video && { video }) } }];
}

/** Of one whose device has no link, which the others have been told (S1-27). */
export function unreachableOf(
  world: Pick<World, 'user'>,
  { callId }: CallState,
  member: Inside,
): ServerEvent[] {
  const { userId, deviceId } = member;
  const link = world.user(userId)?.devices.find(({ id }) => id === deviceId)?.link;
  if (link?.state !== 'down' || !link.announced) return [];
  return [{ e: 'userLink', callId, userId, isReachable: false }];
}
