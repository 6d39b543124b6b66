import type { CallEndReason, CallRole, CallType } from './enums.js';

/** What identifies a call in every event about it. */
export interface CallInfo {
  /** 128 random bits, base64url: whoever knows it may know the call. */
  readonly callId: string;
  /** Number room, 0 when `strRoomId` names the room. */
  readonly roomId: number;
  readonly strRoomId: string;
  readonly type: CallType;
  /** '' when the call belongs to no group. */
  readonly groupId: string;
  /** A group call (G-13). */
  readonly isGroup: boolean;
}

/** What a user publishes into a call. State of the server, so that whoever comes later learns it (G-14). */
export interface Published {
  readonly audio: boolean;
  readonly video: boolean;
}

/** One ring or stay of one user, as records keep it. Times are server milliseconds. */
export interface RecordedPart {
  readonly userId: string;
  readonly role: CallRole;
  /** Who rang this user; his own id for the caller and for somebody who joined. */
  readonly invitedBy: string;
  readonly invitedAt: number;
  /** null: never was in. */
  readonly enteredAt: number | null;
  readonly outAt: number;
  readonly reason: CallEndReason;
  /** Whole seconds of talk (G-07). */
  readonly talkTime: number;
}

/** The lasting account of a call. Times are server milliseconds. */
export interface CallRecord extends CallInfo {
  readonly caller: string;
  readonly userData: string;
  readonly createdAt: number;
  /** When the second user was in; null: the call never connected. */
  readonly begunAt: number | null;
  readonly endedAt: number;
  /** The reason of the last change: why the call was over. */
  readonly reason: CallEndReason;
  /** Who ended it, '' for the server. */
  readonly endedBy: string;
  readonly totalTime: number;
  readonly parts: readonly RecordedPart[];
}
