import type { ServerEvent, Snapshot } from '@ringback/protocol';
import { memberOf } from './rules/members.js';
import { receivedEvent } from './rules/ring.js';
import { restoredOf, wholeOf } from './rules/whole.js';
import type { CallState } from './state.js';
import type { World } from './world.js';

/** What this device shows as the world is, for a page that has missed how it came to that (S1-30). */
export function snapshotOf(
  world: Pick<World, 'user' | 'callOf'>,
  userId: string,
  deviceId: string,
): Snapshot {
  const call = world.callOf(userId);
  const member = memberOf(call, userId);
  if (!call || !member) return { events: [] };
  if (member.state === 'ringing') return { events: ringOf(call, userId, member.invitedBy) };
  if (member.state !== 'in' || member.deviceId !== deviceId) return { events: [] };
  return {
    events: [restoredOf(call, member), ...wholeOf(world, call, member)],
    commandId: member.commandId,
  };
}

/** A ring names who invited, also when he has left meanwhile. */
function ringOf(call: CallState, userId: string, sponsor: string): ServerEvent[] {
  const received = receivedEvent(call, userId);
  if (memberOf(call, sponsor)) return [received];
  return [received, { e: 'userLeave', callId: call.callId, userId: sponsor }];
}
