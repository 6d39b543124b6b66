import { CallEndReason, type EmptyResult, type RejectCommand } from '@ringback/protocol';
import type { Draft } from '../draft.js';
import type { DeviceInput } from '../input.js';
import { Refusal } from '../refusal.js';
import { tellOthers, tellUser } from '../rules/audience.js';
import { settle, takeOut } from '../rules/ending.js';
import { deviceName } from '../rules/enter.js';
import { infoOf, insideWith, ringingBy, roleOf } from '../rules/members.js';
import type { CallState, Ringing } from '../state.js';

/** `reject()`: S1-04, S1-13, S2-04. On a ring that is over it changes nothing (G-08), also while another one of the same call rings. */
export function reject(draft: Draft, input: DeviceInput, { callId, ring }: RejectCommand): EmptyResult {
  const call = draft.call(callId);
  const ringing = ringingBy(call, input.userId, ring);
  if (call && ringing) decline(draft, call, ringing, input.deviceId);
  else if (insideWith(call, input.userId, input.deviceId)) {
    throw Refusal.state('the call was accepted; hang up instead');
  }
  return {};
}

export function decline(draft: Draft, call: CallState, member: Ringing, deviceId: string): void {
  const { userId } = member;
  const canceled = { e: 'canceled', call: infoOf(call), role: roleOf(call, userId) } as const;
  draft.tellDevice(userId, deviceId, { ...canceled, reason: CallEndReason.REJECT });
  const device = deviceName(draft, userId, deviceId);
  tellUser(draft, userId, { ...canceled, reason: CallEndReason.OTHER_DEVICE_REJECTED, device }, deviceId);

  const rest = takeOut(draft, call, member, CallEndReason.REJECT);
  tellOthers(draft, rest, userId, { e: 'reject', callId: call.callId, userId });
  draft.fact({ kind: 'member', at: draft.now, callId: call.callId, userId, action: 'rejected' });
  settle(draft, rest, { userId, reason: CallEndReason.REJECT });
}
