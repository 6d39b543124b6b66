import type { CancelInviteCommand, EmptyResult, InviteCommand } from '@ringback/protocol';
import type { Draft } from '../draft.js';
import type { DeviceInput } from '../input.js';
import { Refusal } from '../refusal.js';
import { cancelRings } from '../rules/cancel.js';
import { inviteInto } from '../rules/invite.js';
import { countInvites } from '../rules/limits.js';
import { awaitedOf, insideWith, memberOf } from '../rules/members.js';
import { checkCallees, checkPlaces, checkTimeout, invitation } from '../rules/ring.js';
import type { CallState } from '../state.js';

/** S2-14, S2-15, G-21: by anyone who is in. */
export function invite(draft: Draft, input: DeviceInput, command: InviteCommand): EmptyResult {
  const call = ownCall(draft, input, command.callId);
  checkTimeout(command.timeout);
  const callees = checkCallees(draft, input.userId, command.userIds, call);
  const missing = callees.filter((userId) => memberOf(call, userId) === undefined);
  checkPlaces(draft, call.members.length + missing.length);
  countInvites(draft, input.userId, missing);
  inviteInto(draft, call, missing, invitation(input, command));
  return {};
}

/** S2-19: by anyone who is in; who does not ring is passed over. */
export function cancelInvite(draft: Draft, input: DeviceInput, command: CancelInviteCommand): EmptyResult {
  const call = ownCall(draft, input, command.callId);
  const due = awaitedOf(call).filter((member) => command.userIds.includes(member.userId));
  if (due.length === 0) return {};
  cancelRings(draft, call, due, input.userId);
  return {};
}

function ownCall(draft: Draft, { userId, deviceId }: DeviceInput, callId: string): CallState {
  const call = draft.call(callId);
  if (!call || !insideWith(call, userId, deviceId)) throw Refusal.noSuchCall();
  return call;
}
