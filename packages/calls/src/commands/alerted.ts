import type { EmptyResult } from '@ringback/protocol';
import type { Draft } from '../draft.js';
import type { DeviceInput } from '../input.js';
import { tellInside } from '../rules/audience.js';
import { memberOf, withMember } from '../rules/members.js';

/** ON_USER_RINGING once for each callee and ring (S1-26). */
export function alerted(draft: Draft, { userId }: DeviceInput, callId: string): EmptyResult {
  const before = draft.call(callId);
  const member = memberOf(before, userId);
  if (before && member?.state === 'ringing' && !member.alerted) {
    const call = draft.putCall(withMember(before, { ...member, alerted: true }));
    tellInside(draft, call, { e: 'userRinging', callId, userId });
  }
  return {};
}
