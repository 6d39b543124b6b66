import { CallEndReason } from '@ringback/protocol';
import type { Draft } from '../draft.js';
import type { CallState, Ringing } from '../state.js';
import { tellOthers, tellUser } from './audience.js';
import { settle, takeOut } from './ending.js';
import { infoOf, roleOf } from './members.js';

/** Takes these out who ring; `by` has decided it (S2-19). */
export function cancelRings(draft: Draft, call: CallState, due: readonly Ringing[], by: string): void {
  const { callId } = call;
  let rest = call;
  for (const member of due) rest = takeOut(draft, rest, member, CallEndReason.CANCELED);
  for (const { userId } of due) {
    tellOthers(draft, rest, userId, { e: 'userLeave', callId, userId });
    tellUser(draft, userId, {
      e: 'canceled',
      call: infoOf(call),
      role: roleOf(call, userId),
      reason: CallEndReason.CANCELED,
    });
    draft.fact({ kind: 'member', at: draft.now, callId, userId, action: 'canceled' });
  }
  settle(draft, rest, { userId: by, reason: CallEndReason.CANCELED });
}
