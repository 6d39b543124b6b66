import type { Draft } from '../draft.js';
import type { CallState } from '../state.js';
import { tellInside, tellMembers } from './audience.js';
import { type Invitation, pushOf, ringAll, unheardAmong } from './ring.js';

/**
 * Rings more people from inside a call, which makes it a group call (S2-14, S2-15). A busy one gets LINE_BUSY alone: no
 * ON_USER_INVITING, no LIST (G-21).
 */
export function inviteInto(
  draft: Draft,
  before: CallState,
  callees: readonly string[],
  invitation: Invitation,
): CallState {
  if (callees.length === 0) return before;
  const unheard = unheardAmong(draft, invitation.invitedBy, callees);
  const { call, rung } = ringAll(draft, { ...before, isGroup: true }, callees, invitation);
  for (const userId of rung) {
    tellInside(draft, call, { e: 'userInviting', callId: call.callId, userId });
    const about = { kind: 'member', at: draft.now, callId: call.callId, userId } as const;
    if (unheard.includes(userId)) draft.fact({ ...about, action: 'unheard' });
    else draft.fact({ ...about, action: 'invited', ...pushOf(invitation) });
  }
  if (rung.length > 0) tellMembers(draft, call);
  return call;
}
