import { type LiveCall, MAX_PAGE } from '@ringback/protocol';
import { admits, hearsOfGroup } from '../rules/admission.js';
import { infoOf, memberOf, takesPart } from '../rules/members.js';
import type { CallState, Inside, Ringing } from '../state.js';
import type { World } from '../world.js';

/** Which calls are asked for, and by whom. */
export interface LiveCallsQuery {
  readonly userId: string;
  readonly callId?: string | undefined;
  readonly groupId?: string | undefined;
}

/**
 * Calls that go on, as far as this user may know them: the one in which he is or for which he rings, and those that he names and may
 * join. A guessed id gets the answer of one that does not exist.
 */
export function liveCalls(world: World, query: LiveCallsQuery): readonly LiveCall[] {
  const { userId, callId, groupId } = query;
  return named(world, query)
    .filter((call) => callId === undefined || call.callId === callId)
    .filter((call) => groupId === undefined || call.groupId === groupId)
    .filter((call) => partIn(call, userId) !== undefined || admits(world, call, userId))
    .slice(-MAX_PAGE)
    .map((call) => seenBy(world, call, userId));
}

function named(world: World, { userId, callId, groupId }: LiveCallsQuery): readonly CallState[] {
  if (callId !== undefined) return some(world.call(callId));
  if (groupId !== undefined && hearsOfGroup(world, groupId, userId)) return world.callsOfGroup(groupId);
  return some(world.callOf(userId));
}

const some = (call: CallState | undefined): readonly CallState[] => (call ? [call] : []);

/** Whoever never heard of his ring has no part in the call for himself. */
function partIn(call: CallState, userId: string): Ringing | Inside | undefined {
  const member = memberOf(call, userId);
  return member && takesPart(member) ? member : undefined;
}

function seenBy(world: World, call: CallState, userId: string): LiveCall {
  const own = partIn(call, userId);
  const device = own?.state === 'in' && world.user(userId)?.devices.find(({ id }) => id === own.deviceId);
  return {
    ...infoOf(call),
    users: call.members
      .filter((member) => member.userId !== userId || takesPart(member))
      .map((member) => ({
        userId: member.userId,
        state: member.state === 'in' ? 'in' : 'ringing',
        since: member.state === 'in' ? member.enteredAt : member.invitedAt,
      })),
    ...(device && { device: { id: device.id, name: device.name } }),
  };
}
