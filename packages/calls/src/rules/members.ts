import type { CallInfo, CallRole } from '@ringback/protocol';
import type { CallState, Inside, Member, Ringing, Unheard } from '../state.js';

export const insideOf = (call: CallState): Inside[] =>
  call.members.filter((member): member is Inside => member.state === 'in');

export const ringingOf = (call: CallState): Ringing[] =>
  call.members.filter((member): member is Ringing => member.state === 'ringing');

/** Those whose answer is awaited, as the others see it: whoever has blocked his caller is among them. */
export const awaitedOf = (call: CallState): (Ringing | Unheard)[] =>
  call.members.filter((member): member is Ringing | Unheard => member.state !== 'in');

/** He is in or rings, and knows it: it is his one call (G-12). */
export const takesPart = (member: Member): member is Ringing | Inside => member.state !== 'unheard';

export const memberOf = (call: CallState | undefined, userId: string): Member | undefined =>
  call?.members.find((member) => member.userId === userId);

/** The member, if this very device is in the call with it: only that device may speak for the user there. */
export function insideWith(
  call: CallState | undefined,
  userId: string,
  deviceId: string,
): Inside | undefined {
  const member = memberOf(call, userId);
  return member?.state === 'in' && member.deviceId === deviceId ? member : undefined;
}

/** The member, if he rings and this very ring is meant: an order about it may come late, when another has begun. */
export function ringingBy(
  call: CallState | undefined,
  userId: string,
  ring: string | undefined,
): Ringing | undefined {
  const member = memberOf(call, userId);
  return member?.state === 'ringing' && member.commandId === ring ? member : undefined;
}

/** Whoever has placed the call, left it and is invited again is as anybody else who is called. */
export const roleOf = (call: CallState, userId: string): CallRole =>
  call.caller === userId && memberOf(call, userId)?.invitedBy === userId ? 'inviter' : 'invitee';

export const withMember = (call: CallState, member: Member): CallState => ({
  ...call,
  members: call.members.map((other) => (other.userId === member.userId ? member : other)),
});

/** What events may say of a call. */
export const infoOf = ({ callId, roomId, strRoomId, type, groupId, isGroup }: CallState): CallInfo => ({
  callId,
  roomId,
  strRoomId,
  type,
  groupId,
  isGroup,
});
