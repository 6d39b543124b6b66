import type { CallState, Member } from '../state.js';

/**
 * A call of which something lies in the future was written before the clock was set back. It is moved back as a whole, as if no time
 * had passed since that: what is left of its rings is left of them, and nobody rings for hours.
 */
export function notFromTheFuture(call: CallState, now: number): CallState {
  const newest = Math.max(call.createdAt, call.begunAt ?? 0, ...call.members.map(since));
  const ahead = newest - now;
  if (ahead <= 0) return call;
  return {
    ...call,
    createdAt: call.createdAt - ahead,
    begunAt: call.begunAt === null ? null : call.begunAt - ahead,
    members: call.members.map((member) => movedBack(member, ahead)),
  };
}

const since = (member: Member): number => (member.state === 'in' ? member.enteredAt : member.invitedAt);

function movedBack(member: Member, by: number): Member {
  const invitedAt = member.invitedAt - by;
  return member.state === 'in'
    ? { ...member, invitedAt, enteredAt: member.enteredAt - by }
    : { ...member, invitedAt, until: member.until - by };
}
