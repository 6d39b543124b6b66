import type { CallEndReason, CallRecord, CallRole, RecordedPart } from '@ringback/protocol';
import type { CallDetails } from '../events/payloads.js';
import { details } from '../session/payloads.js';

/** One user's ring or stay in a recorded call. Times are ms since 1970 by the server's clock. */
export interface RecentCallPart {
  userID: string;
  callRole: CallRole;
  /** Who rang this user; his own id for the caller. */
  sponsor: string;
  invitedAt: number;
  /** null: never was in. */
  enteredAt: number | null;
  outAt: number;
  reason: CallEndReason;
  /** Whole seconds of talk (G-07). */
  talkTime: number;
}

/** A call as the records keep it. `callRole` is this user's part in it. Times are ms since 1970 by the server's clock. */
export interface RecentCall extends CallDetails {
  isGroup: boolean;
  callerId: string;
  userData: string;
  createdAt: number;
  /** When the second user was in; null: it never connected. */
  begunAt: number | null;
  endedAt: number;
  /** Why the call was over; each user's own reason is in `parts`. */
  reason: CallEndReason;
  /** Who ended it, '' for the server. */
  endedBy: string;
  /** Whole seconds. */
  totalTime: number;
  /** In the order in which they ended; a user who was rung twice is there twice. */
  parts: RecentCallPart[];
}

export function recentCall(record: CallRecord, selfId: string): RecentCall {
  const { isGroup, caller, userData, createdAt, begunAt, endedAt, reason, endedBy, totalTime, parts } =
    record;
  return {
    ...details(record, caller === selfId ? 'inviter' : 'invitee'),
    isGroup,
    callerId: caller,
    userData,
    createdAt,
    begunAt,
    endedAt,
    reason,
    endedBy,
    totalTime,
    parts: parts.map(recentPart),
  };
}

const recentPart = ({ userId, role, invitedBy, ...rest }: RecordedPart): RecentCallPart => ({
  userID: userId,
  callRole: role,
  sponsor: invitedBy,
  ...rest,
});
