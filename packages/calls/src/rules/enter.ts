import { CallEndReason, CallType, type Published, type ServerEvent } from '@ringback/protocol';
import type { Draft } from '../draft.js';
import type { CallState, Inside, Ringing, Unheard } from '../state.js';
import { tellInside, tellMembers, tellOthers, tellUser } from './audience.js';
import { talkSince } from './ending.js';
import { infoOf, insideOf, roleOf, withMember } from './members.js';

export interface Entry {
  readonly deviceId: string;
  readonly commandId: string;
  readonly published: Published;
  readonly asked: CallType;
}

/** One who rings answers: S1-02, S1-12, S2-02, S2-03. */
export function answer(draft: Draft, before: CallState, member: Ringing | Unheard, entry: Entry): CallState {
  const { userId, invitedBy, invitedAt } = member;
  const inside: Inside = { state: 'in', userId, invitedBy, invitedAt, enteredAt: draft.now, ...entry };
  const call = draft.putCall(withMember(begun(before, draft.now), inside));

  if (member.state === 'ringing') tellAnsweredElsewhere(draft, call, inside);

  tellOthers(draft, call, userId, { e: 'userAccept', callId: call.callId, userId });
  meet(draft, call, inside, before.begunAt === null);
  draft.fact({ kind: 'member', at: draft.now, callId: call.callId, userId, action: 'accepted' });
  return call;
}

function tellAnsweredElsewhere(draft: Draft, call: CallState, { userId, deviceId }: Inside): void {
  const elsewhere: ServerEvent = {
    e: 'canceled',
    call: infoOf(call),
    role: roleOf(call, userId),
    reason: CallEndReason.OTHER_DEVICE_ACCEPTED,
    device: deviceName(draft, userId, deviceId),
  };
  tellUser(draft, userId, elsewhere, deviceId);
}

/** Somebody comes by himself; those who ring see nothing of him (S2-16). */
export function comeIn(draft: Draft, before: CallState, userId: string, entry: Entry): CallState {
  const { now } = draft;
  const inside: Inside = {
    state: 'in',
    userId,
    invitedBy: userId,
    invitedAt: now,
    enteredAt: now,
    ...entry,
  };
  const members = [...before.members, inside];
  const call = draft.putCall({ ...begun(before, now), isGroup: true, members });
  meet(draft, call, inside, before.begunAt === null);
  draft.fact({ kind: 'member', at: now, callId: call.callId, userId, action: 'joined' });
  return call;
}

const begun = (call: CallState, now: number): CallState => ({ ...call, begunAt: call.begunAt ?? now });

/** The one who came and those who are in learn of each other. */
function meet(draft: Draft, call: CallState, inside: Inside, begins: boolean): void {
  const others = insideOf(call).filter((other) => other.userId !== inside.userId);
  if (begins) for (const other of others) tellBegin(draft, call, other);
  tellInside(draft, call, { e: 'userEnter', callId: call.callId, userId: inside.userId }, inside.userId);
  tellBegin(draft, call, inside);
  for (const other of others) {
    draft.tellDevice(inside.userId, inside.deviceId, {
      e: 'userEnter',
      callId: call.callId,
      userId: other.userId,
    });
  }
  tellMembers(draft, call);
  for (const other of others) {
    tellPublished(draft, call, inside, other);
    tellPublished(draft, call, other, inside);
  }
}

/** The call as one sees it who is in it and whose device has just come: a restored page, a device that took over. */
export function tellWhole(draft: Draft, call: CallState, member: Inside): void {
  const { userId, deviceId } = member;
  tellBegin(draft, call, member);
  const others = insideOf(call).filter((other) => other.userId !== userId);
  for (const other of others) {
    draft.tellDevice(userId, deviceId, { e: 'userEnter', callId: call.callId, userId: other.userId });
  }
  tellMembers(draft, call, userId);
  for (const other of others) tellPublished(draft, call, other, member);
}

/** ON_CALL_BEGIN, and directly behind it the change of type for whoever had asked for video (S1-15). */
function tellBegin(draft: Draft, call: CallState, member: Inside): void {
  draft.tellDevice(member.userId, member.deviceId, {
    e: 'begin',
    call: infoOf(call),
    role: roleOf(call, member.userId),
    since: talkSince(call, member),
  });
  if (member.asked !== call.type && call.type === CallType.AUDIO) {
    draft.tellDevice(member.userId, member.deviceId, {
      e: 'typeChanged',
      callId: call.callId,
      oldType: member.asked,
      newType: call.type,
    });
  }
}

/** What `of` publishes, for one who has just met him: what is off needs no event (G-14). */
function tellPublished(draft: Draft, call: CallState, of: Inside, to: Inside): void {
  const { audio, video } = of.published;
  if (!audio && !video) return;
  draft.tellDevice(to.userId, to.deviceId, {
    e: 'available',
    callId: call.callId,
    userId: of.userId,
    changed: { ...(audio && { audio }), ...(video && { video }) },
  });
}

export function deviceName(draft: Draft, userId: string, deviceId: string): { readonly name: string } {
  return { name: draft.user(userId)?.devices.find((device) => device.id === deviceId)?.name ?? '' };
}
