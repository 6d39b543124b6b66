import type { CallEndReason, CallInfo, Published, RecordedPart } from '@ringback/protocol';

/** A known user: one who has logged in at least once. */
export interface UserState {
  readonly id: string;
  /** In order of login. Empty: nobody is there, the user stays known. */
  readonly devices: readonly Device[];
  /** What counts towards the app's limits (G-20). Absent: nothing does. */
  readonly usage?: Usage;
  /** Devices that were kicked out lately, oldest first: one that was away learns it when it comes back (G-11). Absent: none. */
  readonly kicked?: readonly KickedDevice[];
}

export interface KickedDevice {
  readonly id: string;
  /** Hashes of the tokens with which it may prove who it was. */
  readonly tokenHashes: readonly string[];
  /** Server ms. */
  readonly at: number;
}

/** What a user has done lately. It is bounded by the limits themselves, and forgotten when it no longer counts (G-20). */
export interface Usage {
  /** When he placed his calls, server ms, oldest first. */
  readonly calls: readonly number[];
  /** When he invited others into a call, server ms, oldest first: once for each of them. */
  readonly invites: readonly number[];
  /** Rings of his that timed out or were cancelled, oldest first. */
  readonly unanswered: readonly UnansweredRing[];
}

export interface UnansweredRing {
  /** For whom it rang. */
  readonly userId: string;
  /** When it ended, server ms. */
  readonly at: number;
}

/** One logged-in engine. It outlives its links for the grace time (G-10). */
export interface Device {
  readonly id: string;
  readonly name: string;
  /** Hash of the token with which the next link may take this device up again. */
  readonly tokenHash: string;
  /**
   * Hash of the token before it, which counts too until the device has sent a command with the new one: a welcome can be
   * lost on its way. Of a device that came back by itself, after it was given up: the token of the one that it was. null: it does not
   * count any more.
   */
  readonly unconfirmedFrom: string | null;
  /** The last token that ceased to count, and when, server ms: whoever shows it later has a copy. Absent: none has. */
  readonly spent?: { readonly tokenHash: string; readonly at: number };
  /**
   * Hash of a token that was overtaken: it was given out, and the one before it was shown all the same. After a lost welcome nobody has
   * it; whoever shows it did get that welcome, so two pages have the device's tokens. Absent: none was.
   */
  readonly overtaken?: string;
  /** `enableMultiDeviceAbility(false)` (G-11). */
  readonly alone: boolean;
  /** Last login or command, server ms: who has been idle longest (G-11). */
  readonly activeAt: number;
  readonly link: Link;
}

export type Link =
  | { readonly state: 'up'; readonly id: string }
  | {
      readonly state: 'down';
      /** When it was found to be down, server ms; counts for ON_USER_LINK_CHANGED (S1-27). */
      readonly at: number;
      /** Until when the device is kept, server ms (G-10, G-18). */
      readonly until: number;
      /** The others have been told (S1-27). */
      readonly announced: boolean;
    };

/** A live call. It is deleted when it ends; what lasts is the record. */
export interface CallState extends CallInfo {
  readonly caller: string;
  readonly userData: string;
  readonly createdAt: number;
  /** When the second user was in; null while it only rings. */
  readonly begunAt: number | null;
  /** Everyone who rings or is in, in the order in which they came. A user stands here at most once. */
  readonly members: readonly Member[];
  /** Rings and stays that are over, for the record; bounded, the oldest go. */
  readonly past: readonly PastPart[];
}

export interface PastPart extends RecordedPart {
  /** He never heard of this ring. Absent: he did. */
  readonly unheard?: true;
}

export type Member = Ringing | Unheard | Inside;

export interface Invited {
  readonly userId: string;
  readonly invitedBy: string;
  readonly invitedAt: number;
  /** The command that rang this user or brought him in, so that it can be withdrawn (G-16). */
  readonly commandId: string;
}

export interface Ringing extends Invited {
  readonly state: 'ringing';
  readonly userData: string;
  /** Seconds as asked for, 0 = none (G-09). */
  readonly timeout: number;
  /** When the ring ends, server ms; always set, `timeout: 0` is bounded by the app's `ringMax`. */
  readonly until: number;
  /** A device has received it (S1-26). */
  readonly alerted: boolean;
}

/**
 * He has blocked whoever calls him, and hears nothing of it: he is not busy, none of his devices is told. For everybody else he
 * rings until the window is over, as somebody does who is offline.
 */
export interface Unheard extends Invited {
  readonly state: 'unheard';
  /** When the ring that the others see ends, server ms. */
  readonly until: number;
}

export interface Inside extends Invited {
  readonly state: 'in';
  readonly deviceId: string;
  readonly enteredAt: number;
  readonly published: Published;
  /** The media type that this user asked for, which tells who must hear of a change (S1-15). */
  readonly asked: CallInfo['type'];
}

/** Why somebody is out, and through whom; what the rest of the call learns (G-06). */
export interface Cause {
  readonly reason: CallEndReason;
  readonly userId: string;
}
