import { CallEndReason } from '@ringback/protocol';
import type { Draft } from '../draft.js';
import type { CallState, Cause, Inside } from '../state.js';
import { tellOthers } from './audience.js';
import { endEvent, settle, takeOut } from './ending.js';

/** How somebody who is in leaves. */
export type Leaving =
  /** `hangup()`, a command that is taken back (G-16), or a page loaded anew that cannot take up its call (S1-28). */
  | 'hangup'
  /** `logout()`: the engine that left hears nothing (S1-32). */
  | 'silent'
  /** The grace time is over (G-10). */
  | 'lost'
  /** Another login took the device's place (S1-19). */
  | 'kicked';

/** Takes one who is in out of the call, tells everyone, and ends the call if that ends it. */
export function leave(draft: Draft, call: CallState, member: Inside, how: Leaving): void {
  const begun = call.begunAt !== null;
  const cause: Cause = { userId: member.userId, reason: leaveReason(how, begun) };
  const rest = takeOut(draft, call, member, cause.reason);
  if (how !== 'silent') {
    draft.tellDevice(member.userId, member.deviceId, endEvent(draft, call, member, cause));
  }
  // Before the begin only the caller is in, and his leaving is the end of the rings: they get CANCEL alone (S1-03).
  if (begun) {
    tellOthers(draft, rest, member.userId, { e: 'userLeave', callId: call.callId, userId: member.userId });
  }
  draft.fact({
    kind: 'member',
    at: draft.now,
    callId: call.callId,
    userId: member.userId,
    action: how === 'lost' ? 'lost' : 'left',
  });
  settle(draft, rest, cause);
}

function leaveReason(how: Leaving, begun: boolean): CallEndReason {
  switch (how) {
    case 'hangup':
    case 'silent':
      return begun ? CallEndReason.HANGUP : CallEndReason.CANCELED;
    case 'lost':
      return CallEndReason.OFFLINE;
    case 'kicked':
      return begun ? CallEndReason.HANGUP : CallEndReason.OFFLINE;
  }
}
