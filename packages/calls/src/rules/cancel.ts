import { CallEndReason } from '@ringback/protocol';
import type { Draft } from '../draft.js';
import type { CallState, Ringing, Unheard } from '../state.js';
import { tellOthers } from './audience.js';
import { settle, takeOut, tellRingOver } from './ending.js';

/** Takes these out who ring; `by` has decided it (S2-19). */
export function cancelRings(
  draft: Draft,
  call: CallState,
  due: readonly (Ringing | Unheard)[],
  by: string,
): void {
  const { callId } = call;
  let rest = call;
  for (const member of due) rest = takeOut(draft, rest, member, CallEndReason.CANCELED);
  for (const member of due) {
    const { userId } = member;
    tellOthers(draft, rest, userId, { e: 'userLeave', callId, userId });
    tellRingOver(draft, call, member, CallEndReason.CANCELED);
    draft.fact({ kind: 'member', at: draft.now, callId, userId, action: 'canceled' });
  }
  settle(draft, rest, { userId: by, reason: CallEndReason.CANCELED });
}
