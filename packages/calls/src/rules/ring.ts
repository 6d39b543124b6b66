import { CallEndReason, type PushInfo, RING_TIMEOUT_MAX_S, type ServerEvent } from '@ringback/protocol';
import type { Draft } from '../draft.js';
import type { DeviceInput } from '../input.js';
import { Refusal } from '../refusal.js';
import type { CallState, Ringing, Unheard } from '../state.js';
import { tellOthers, tellUser } from './audience.js';
import { infoOf, memberOf, roleOf } from './members.js';
import { withPast } from './past.js';

export interface Invitation {
  readonly invitedBy: string;
  readonly commandId: string;
  /** Seconds, 0 = none (G-09). */
  readonly timeout: number;
  readonly userData: string;
  readonly push?: PushInfo | undefined;
}

/** What a device's command asks for. */
export const invitation = (
  { userId, commandId }: DeviceInput,
  { timeout, userData, push }: Pick<Invitation, 'timeout' | 'userData' | 'push'>,
): Invitation => ({ invitedBy: userId, commandId, timeout, userData, push });

/** For facts, from which pushes are made. */
export const pushOf = ({ push }: Pick<Invitation, 'push'>): { readonly push?: PushInfo } =>
  push ? { push } : {};

/**
 * Callees who can be rung, once each: not oneself, all known (G-21, S1-08, S1-09), and whom one may ring (G-20).
 * @param present The call into which they are to be rung: who is in it already is not rung again.
 */
export function checkCallees(
  draft: Draft,
  caller: string,
  userIds: readonly string[],
  present?: CallState,
): string[] {
  const callees = [...new Set(userIds)];
  if (callees.includes(caller)) throw Refusal.parameter('nobody can call himself');
  const strangers = strangersAmong(draft, caller, callees).filter((userId) => !memberOf(present, userId));
  if (strangers.length > 0) throw Refusal.notContacts(strangers);
  const unknown = callees.filter((userId) => draft.user(userId) === undefined);
  if (unknown.length > 0) throw Refusal.unknownUsers(unknown);
  return callees;
}

/** G-09. */
export function checkTimeout(timeout: number): void {
  if (Number.isInteger(timeout) && timeout >= 0 && timeout <= RING_TIMEOUT_MAX_S) return;
  throw Refusal.parameter(
    `'timeout' must be a whole number of seconds, 1 to ${RING_TIMEOUT_MAX_S}, or 0 for none`,
  );
}

/** S2-18: in or ringing, the one who calls included. */
export function checkPlaces(draft: Draft, people: number): void {
  const { maxMembers } = draft.app;
  if (people > maxMembers)
    throw Refusal.parameter(`a call can have at most ${maxMembers} people, not ${people}`);
}

const strangersAmong = (draft: Draft, caller: string, callees: readonly string[]): string[] =>
  draft.app.callers === 'anyone'
    ? []
    : callees.filter((userId) => !draft.relations.areContacts(userId, caller));

/**
 * Who calls one person, in the name of a group too, learns that he is blocked, where the app wants it so. In calls with others nobody
 * learns it.
 */
export function checkBlocked(draft: Draft, caller: string, [callee, ...others]: readonly string[]): void {
  if (draft.app.blocked === 'silent' || callee === undefined || others.length > 0) return;
  if (draft.relations.hasBlocked(callee, caller)) throw Refusal.blocked();
}

/** Those who hear nothing of a ring of his: they have blocked him. */
export const unheardAmong = (draft: Draft, caller: string, callees: readonly string[]): string[] =>
  callees.filter((userId) => draft.relations.hasBlocked(userId, caller));

/**
 * Rings those who are free; the others are busy and hear of it on the device that keeps them so (G-12, S1-07). Whoever has
 * blocked the one who invites is neither.
 */
export function ringAll(
  draft: Draft,
  before: CallState,
  callees: readonly string[],
  invitation: Invitation,
): Rung {
  const unheard = unheardAmong(draft, invitation.invitedBy, callees);
  const busy = callees.filter((userId) => !unheard.includes(userId) && draft.callOf(userId) !== undefined);
  const rung = callees.filter((userId) => !busy.includes(userId));
  const added = rung.map((userId) =>
    unheard.includes(userId) ? unheardRing(draft, userId, invitation) : ringing(draft, userId, invitation),
  );
  const call: CallState = {
    ...before,
    members: [...before.members, ...added],
    past: withPast(
      draft,
      before.past,
      busy.map((userId) => ({
        userId,
        role: roleOf(before, userId),
        invitedBy: invitation.invitedBy,
        invitedAt: draft.now,
        enteredAt: null,
        outAt: draft.now,
        reason: CallEndReason.LINE_BUSY,
        talkTime: 0,
      })),
    ),
  };
  draft.putCall(call);
  for (const { state, userId } of added) {
    if (state === 'ringing') tellUser(draft, userId, receivedEvent(call, userId));
  }
  for (const userId of busy) {
    tellOthers(draft, call, userId, { e: 'lineBusy', callId: call.callId, userId });
    tellMissed(draft, call, userId);
    draft.fact({ kind: 'member', at: draft.now, callId: call.callId, userId, action: 'busy' });
  }
  return { call, rung, busy };
}

export interface Rung {
  readonly call: CallState;
  /** Those who ring, as the others see it. */
  readonly rung: readonly string[];
  readonly busy: readonly string[];
}

/** When the ring ends, server ms (G-09). */
function endOfRing({ now, app: { ringMax } }: Draft, timeout: number): number {
  return now + Math.min(timeout === 0 ? ringMax : timeout, ringMax) * 1_000;
}

function unheardRing(draft: Draft, userId: string, { invitedBy, commandId, timeout }: Invitation): Unheard {
  const until = endOfRing(draft, timeout);
  return { state: 'unheard', userId, invitedBy, commandId, invitedAt: draft.now, until };
}

function ringing(
  draft: Draft,
  userId: string,
  { invitedBy, commandId, timeout, userData }: Invitation,
): Ringing {
  return {
    state: 'ringing',
    userId,
    invitedBy,
    commandId,
    invitedAt: draft.now,
    userData,
    timeout: Math.min(timeout, draft.app.ringMax),
    until: endOfRing(draft, timeout),
    alerted: false,
  };
}

/** RECEIVED for one who rings, with everybody as they are now (late rings too). */
export function receivedEvent(call: CallState, userId: string): ServerEvent {
  const member = memberOf(call, userId);
  if (member?.state !== 'ringing') throw new Error(`${userId} does not ring`);
  return {
    e: 'received',
    call: infoOf(call),
    sponsor: member.invitedBy,
    userIds: call.members.map((other) => other.userId).filter((other) => other !== member.invitedBy),
    userData: member.userData,
    timeout: member.timeout,
    until: member.timeout === 0 ? 0 : member.until,
    ring: member.commandId,
  };
}

function tellMissed(draft: Draft, call: CallState, userId: string): void {
  const event: ServerEvent = { e: 'missed', call: infoOf(call), reason: CallEndReason.LINE_BUSY };
  const member = memberOf(draft.callOf(userId), userId);
  if (member?.state === 'in') draft.tellDevice(userId, member.deviceId, event);
  else tellUser(draft, userId, event);
}
