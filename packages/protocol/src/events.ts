import type { CallInfo, Published } from './call.js';
import type { CallEndReason, CallRole, CallType } from './enums.js';

/**
 * What the server tells one device, in the order in which it must be emitted (G-05). The engine turns each into the
 * published events of spec/scenarios.md and adds nothing.
 */
export type ServerEvent =
  | ReceivedEvent
  | BeginEvent
  | RestoredEvent
  | UserEvent
  | NoResponseEvent
  | MembersEvent
  | AvailableEvent
  | TypeChangedEvent
  | UserLinkEvent
  | CanceledEvent
  | MissedEvent
  | EndedEvent
  | KickedOutEvent;

/** RECEIVED: ON_CALL_RECEIVED then INVITED. */
export interface ReceivedEvent {
  readonly e: 'received';
  readonly call: CallInfo;
  /** Who invited this user. */
  readonly sponsor: string;
  /** Everyone in or ringing but the sponsor, this user included. */
  readonly userIds: readonly string[];
  readonly userData: string;
  /** The whole window in seconds, 0 = none. */
  readonly timeout: number;
  /** Server time at which the ring ends, ms; 0 = no window was asked for. */
  readonly until: number;
  /** Names this ring among those of its user in the same call: who declines says which he means. */
  readonly ring: string;
}

/** ON_CALL_BEGIN. */
export interface BeginEvent {
  readonly e: 'begin';
  readonly call: CallInfo;
  readonly role: CallRole;
  /** Server time from which this user's talk is counted (G-07), ms. */
  readonly since: number;
}

/** ON_CALL_RESTORED (S1-28). */
export interface RestoredEvent {
  readonly e: 'restored';
  readonly call: CallInfo;
  readonly role: CallRole;
  readonly userIds: readonly string[];
  readonly ringing: readonly string[];
  /** Server time from which talk is counted, ms; 0 = it has not begun. */
  readonly since: number;
}

/** USER_ACCEPT, USER_ENTER, USER_LEAVE, REJECT, LINE_BUSY, ON_USER_INVITING, ON_USER_RINGING. */
export interface UserEvent {
  readonly e:
    | 'userAccept'
    | 'userEnter'
    | 'userLeave'
    | 'reject'
    | 'lineBusy'
    | 'userInviting'
    | 'userRinging';
  readonly callId: string;
  readonly userId: string;
}

/** NO_RESP. */
export interface NoResponseEvent {
  readonly e: 'noResponse';
  readonly callId: string;
  readonly sponsor: string;
  readonly userIds: readonly string[];
}

/** LIST: GROUP_CALL_INVITEE_LIST_UPDATE. */
export interface MembersEvent {
  readonly e: 'members';
  readonly callId: string;
  readonly inCall: readonly string[];
  readonly ringing: readonly string[];
}

/** USER_AUDIO_AVAILABLE and USER_VIDEO_AVAILABLE, audio first; only what is named has changed. */
export interface AvailableEvent {
  readonly e: 'available';
  readonly callId: string;
  readonly userId: string;
  readonly changed: Partial<Published>;
}

/** CALL_TYPE_CHANGED. */
export interface TypeChangedEvent {
  readonly e: 'typeChanged';
  readonly callId: string;
  readonly oldType: CallType;
  readonly newType: CallType;
}

/** ON_USER_LINK_CHANGED. */
export interface UserLinkEvent {
  readonly e: 'userLink';
  readonly callId: string;
  readonly userId: string;
  readonly isReachable: boolean;
}

/** CANCEL: ON_CALL_NOT_CONNECTED, ON_CALL_CANCELED, CALLING_CANCEL. */
export interface CanceledEvent {
  readonly e: 'canceled';
  readonly call: CallInfo;
  readonly role: CallRole;
  readonly reason: CallEndReason;
  /** Which device took or declined it, with reasons 7 and 8. */
  readonly device?: { readonly name: string } | undefined;
}

/** ON_CALL_CANCELED alone: a call that found this user busy (S1-07). */
export interface MissedEvent {
  readonly e: 'missed';
  readonly call: CallInfo;
  readonly reason: CallEndReason;
}

/** CALLING_END. */
export interface EndedEvent {
  readonly e: 'ended';
  readonly call: CallInfo;
  readonly role: CallRole;
  /** Who ended it, '' for the server. */
  readonly userId: string;
  readonly reason: CallEndReason;
  /** Whole seconds (G-07). */
  readonly totalTime: number;
  readonly device?: { readonly name: string } | undefined;
}

/** KICKED_OUT; the link is closed behind it. */
export interface KickedOutEvent {
  readonly e: 'kickedOut';
  readonly message: string;
}
