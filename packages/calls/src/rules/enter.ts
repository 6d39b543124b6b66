import { CallEndReason, type CallType, type Published, type ServerEvent } from '@ringback/protocol';
import type { Draft } from '../draft.js';
import type { CallState, Inside, Ringing, Unheard } from '../state.js';
import { tellInside, tellMembers, tellOthers, tellUser } from './audience.js';
import { infoOf, insideOf, roleOf, withMember } from './members.js';
import { beginningOf, enterOf, publishedOf, unreachableOf, wholeOf } from './whole.js';

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
  if (begins) for (const other of others) tell(draft, other, beginningOf(call, other));
  tellInside(draft, call, enterOf(call, inside), inside.userId);
  tell(draft, inside, [...beginningOf(call, inside), ...others.map((other) => enterOf(call, other))]);
  tellMembers(draft, call);
  for (const other of others) {
    tell(draft, other, publishedOf(call, inside));
    tell(draft, inside, publishedOf(call, other));
    tell(draft, inside, unreachableOf(draft, call, other));
  }
}

/** To a device that has just come: a restored page, a device that took over. */
export function tellWhole(draft: Draft, call: CallState, member: Inside): void {
  tell(draft, member, wholeOf(draft, call, member));
}

function tell(draft: Draft, { userId, deviceId }: Inside, events: readonly ServerEvent[]): void {
  for (const event of events) draft.tellDevice(userId, deviceId, event);
}

export function deviceName(draft: Draft, userId: string, deviceId: string): { readonly name: string } {
  return { name: draft.user(userId)?.devices.find((device) => device.id === deviceId)?.name ?? '' };
}
