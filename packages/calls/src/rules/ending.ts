import { CallEndReason, type CanceledEvent, type EndedEvent } from '@ringback/protocol';
import type { KeptRecord } from '../decision.js';
import type { Draft } from '../draft.js';
import type { CallState, Cause, Inside, Member, PastPart } from '../state.js';
import { tellMembers, tellUser } from './audience.js';
import { countUnanswered } from './limits.js';
import { awaitedOf, infoOf, insideOf, roleOf } from './members.js';
import { withPast } from './past.js';

/** Whole seconds from the later of "the second user was in" and "this user came in" (G-07). */
export function talkTime(call: CallState, member: Member, now: number): number {
  if (member.state !== 'in' || call.begunAt === null) return 0;
  return Math.max(0, Math.floor((now - talkSince(call, member)) / 1000));
}

export const talkSince = (call: CallState, member: Inside): number =>
  call.begunAt === null ? 0 : Math.max(call.begunAt, member.enteredAt);

/** A ring that ends like this was answered by nobody (G-20): timed out, cancelled, or its caller was lost. */
const UNANSWERED: ReadonlySet<CallEndReason> = new Set([
  CallEndReason.NO_RESPONSE,
  CallEndReason.CANCELED,
  CallEndReason.OFFLINE,
]);

/** Closes one user's ring or stay. The events about it are the caller's. */
export function takeOut(draft: Draft, call: CallState, member: Member, reason: CallEndReason): CallState {
  return {
    ...call,
    members: call.members.filter((other) => other.userId !== member.userId),
    past: withPast(draft, call.past, [closedPart(draft, call, member, reason)]),
  };
}

function closedPart(draft: Draft, call: CallState, member: Member, reason: CallEndReason): PastPart {
  if (member.state !== 'in' && UNANSWERED.has(reason)) {
    countUnanswered(draft, member.invitedBy, member.userId);
  }
  const part: PastPart = {
    userId: member.userId,
    role: roleOf(call, member.userId),
    invitedBy: member.invitedBy,
    invitedAt: member.invitedAt,
    enteredAt: member.state === 'in' ? member.enteredAt : null,
    outAt: draft.now,
    reason,
    talkTime: talkTime(call, member, draft.now),
  };
  return member.state === 'unheard' ? { ...part, unheard: true } : part;
}

/** The end event for somebody who is in: CALLING_END once it has begun, CANCEL before (G-04). */
export function endEvent(
  draft: Draft,
  call: CallState,
  member: Inside,
  cause: Cause,
): CanceledEvent | EndedEvent {
  const common = { call: infoOf(call), role: roleOf(call, member.userId), reason: cause.reason };
  if (call.begunAt === null) return { e: 'canceled', ...common };
  return { e: 'ended', ...common, userId: cause.userId, totalTime: talkTime(call, member, draft.now) };
}

/** After somebody is out: the call ends for all, or those who remain learn who is left (G-06). */
export function settle(draft: Draft, call: CallState, cause: Cause): void {
  const inside = insideOf(call);
  const awaited = awaitedOf(call);
  const [last] = inside;
  if (last === undefined) {
    const lost = cause.reason === CallEndReason.OFFLINE;
    finish(draft, call, cause, lost ? CallEndReason.OFFLINE : CallEndReason.CANCELED);
  } else if (inside.length === 1 && awaited.length === 0) {
    finish(draft, call, cause, cause.reason);
  } else {
    draft.putCall(call);
    tellMembers(draft, call);
  }
}

/** Ends the call for everyone who is still in it or rings for it, and writes its record. */
export function finish(draft: Draft, call: CallState, cause: Cause, ringingReason: CallEndReason): void {
  const closed: PastPart[] = [];
  for (const member of call.members) {
    if (member.state === 'in') {
      draft.tellDevice(member.userId, member.deviceId, endEvent(draft, call, member, cause));
      closed.push(closedPart(draft, call, member, cause.reason));
    } else {
      tellRingOver(draft, call, member, ringingReason);
      closed.push(closedPart(draft, call, member, ringingReason));
    }
  }
  draft.endCall(recordOf(call, withPast(draft, call.past, closed), cause, draft.now));
}

/** CANCEL for one who rang; whoever never heard of the ring hears nothing of its end either. */
export function tellRingOver(draft: Draft, call: CallState, member: Member, reason: CallEndReason): void {
  if (member.state !== 'ringing') return;
  const { userId } = member;
  tellUser(draft, userId, { e: 'canceled', call: infoOf(call), role: roleOf(call, userId), reason });
}

function recordOf(call: CallState, past: readonly PastPart[], cause: Cause, now: number): KeptRecord {
  const { callId, roomId, strRoomId, type, groupId, isGroup, caller, userData, createdAt, begunAt } = call;
  const record: KeptRecord = {
    callId,
    roomId,
    strRoomId,
    type,
    groupId,
    isGroup,
    caller,
    userData,
    createdAt,
    begunAt,
    endedAt: now,
    reason: cause.reason,
    endedBy: cause.userId,
    totalTime: begunAt === null ? 0 : Math.max(0, Math.floor((now - begunAt) / 1000)),
    parts: past,
  };
  if (!past.some((part) => part.unheard)) return record;
  const parts = past.map(({ unheard: _, ...part }) => part);
  const unheard = unheardIn(past);
  return unheard.length > 0 ? { ...record, parts, unheard } : { ...record, parts };
}

/** Those who heard of no part that they had. */
function unheardIn(past: readonly PastPart[]): readonly string[] {
  const heard = new Set(past.filter((part) => !part.unheard).map((part) => part.userId));
  return [...new Set(past.map((part) => part.userId))].filter((userId) => !heard.has(userId));
}
