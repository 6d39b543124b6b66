import {
  CallEndReason,
  type CancelInviteCommand,
  type EmptyResult,
  type InviteCommand,
} from '@ringback/protocol';
import type { Draft } from '../draft.js';
import type { DeviceInput } from '../input.js';
import { Refusal } from '../refusal.js';
import { tellOthers, tellUser } from '../rules/audience.js';
import { settle, takeOut } from '../rules/ending.js';
import { inviteInto } from '../rules/invite.js';
import { countInvites } from '../rules/limits.js';
import { infoOf, insideWith, memberOf, ringingOf, roleOf } from '../rules/members.js';
import { checkCallees, checkPlaces, checkTimeout } from '../rules/ring.js';
import type { CallState } from '../state.js';

/** S2-14, S2-15, G-21: by anyone who is in. */
export function invite(draft: Draft, input: DeviceInput, command: InviteCommand): EmptyResult {
  const call = ownCall(draft, input, command.callId);
  checkTimeout(command.timeout);
  const callees = checkCallees(draft, input.userId, command.userIds);
  const missing = callees.filter((userId) => memberOf(call, userId) === undefined);
  checkPlaces(draft, call.members.length + missing.length);
  countInvites(draft, input.userId, missing);
  inviteInto(draft, call, missing, {
    invitedBy: input.userId,
    timeout: command.timeout,
    userData: command.userData,
  });
  return {};
}

/** S2-19: by anyone who is in; who does not ring is passed over. */
export function cancelInvite(draft: Draft, input: DeviceInput, command: CancelInviteCommand): EmptyResult {
  const call = ownCall(draft, input, command.callId);
  const due = ringingOf(call).filter((member) => command.userIds.includes(member.userId));
  if (due.length === 0) return {};

  let rest = call;
  for (const member of due) rest = takeOut(draft, rest, member, CallEndReason.CANCELED);
  for (const { userId } of due) {
    tellOthers(draft, rest, userId, { e: 'userLeave', callId: call.callId, userId });
    tellUser(draft, userId, {
      e: 'canceled',
      call: infoOf(call),
      role: roleOf(call, userId),
      reason: CallEndReason.CANCELED,
    });
    draft.fact({ kind: 'member', at: draft.now, callId: call.callId, userId, action: 'canceled' });
  }
  settle(draft, rest, { userId: input.userId, reason: CallEndReason.CANCELED });
  return {};
}

function ownCall(draft: Draft, { userId, deviceId }: DeviceInput, callId: string): CallState {
  const call = draft.call(callId);
  if (!call || !insideWith(call, userId, deviceId)) throw Refusal.noSuchCall();
  return call;
}
