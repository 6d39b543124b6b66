import { CallEndReason, type EmptyResult } from '@ringback/protocol';
import type { Draft } from '../draft.js';
import { tellOthers } from '../rules/audience.js';
import { settle, takeOut, tellRingOver } from '../rules/ending.js';
import { awaitedOf } from '../rules/members.js';

/**
 * Ends the rings whose window is over (S1-05, S2-06, S2-07). Those who time out together get no NO_RESP about each
 * other (G-14), and those whom different people invited come in separate ones.
 */
export function endRings(draft: Draft, callId: string): EmptyResult {
  const call = draft.call(callId);
  if (!call) return {};
  const due = awaitedOf(call).filter((member) => member.until <= draft.now);
  const last = due.at(-1);
  if (!last) return {};

  let rest = call;
  for (const member of due) rest = takeOut(draft, rest, member, CallEndReason.NO_RESPONSE);
  for (const sponsor of new Set(due.map((member) => member.invitedBy))) {
    const userIds = due.filter((member) => member.invitedBy === sponsor).map((member) => member.userId);
    tellOthers(draft, rest, '', { e: 'noResponse', callId, sponsor, userIds });
  }
  for (const member of due) {
    tellRingOver(draft, call, member, CallEndReason.NO_RESPONSE);
    draft.fact({ kind: 'member', at: draft.now, callId, userId: member.userId, action: 'noResponse' });
  }
  settle(draft, rest, { userId: last.userId, reason: CallEndReason.NO_RESPONSE });
  return {};
}
