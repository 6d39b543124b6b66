import type { CallDetails, CallIds, CallMediaType } from '../events/payloads.js';
import type { PlacedCall, RingParams, RoomParams } from './calling.js';
import type { OrNumber } from './lenient.js';

export interface CallsParams extends RingParams, RoomParams {
  /** The callees, each at most 64 bytes; duplicates are dropped. */
  userIDList: string[];
  /** 1 audio, 2 video; `TUICallType`. */
  type: OrNumber<CallMediaType>;
  /** The group that calls, at most 64 bytes; `groupID` is the same. Left out or '': none. */
  chatGroupID?: string;
  groupID?: string;
}

export interface GroupCallParams extends CallsParams {
  /** The group that calls, at most 64 bytes; `chatGroupID` is the same. */
  groupID: string;
}

export interface GroupCallResult extends PlacedCall {
  /** The callees, each once. */
  userIDList: string[];
  /** '' when the call belongs to no group; the same value twice. */
  groupID: string;
  chatGroupID: string;
}

export interface InviteUserParams extends RingParams {
  /** Whom to ring; who is in the call or rings is passed over. */
  userIDList: string[];
}

export interface JoinParams {
  /** `callID` is the same. */
  callId: string;
  callID?: string;
}

export interface JoinInGroupCallParams {
  /** 1 audio, 2 video. The call keeps its own type, which ON_CALL_BEGIN tells. */
  type: OrNumber<CallMediaType>;
  /** The group of the call; `chatGroupID` is the same. */
  groupID: string;
  chatGroupID?: string;
  /** The room of the call; 0: `strRoomID` names it. */
  roomID: number;
  strRoomID?: string;
}

export interface JoinResult extends CallDetails {
  code: 0;
  message: string;
  callType: CallMediaType;
}

export interface LiveCallsParams {
  /** Only this call; `callID` is the same. */
  callId?: string;
  callID?: string;
  /** Only calls of this group; `chatGroupID` is the same. */
  groupID?: string;
  chatGroupID?: string;
}

/** A call that goes on. */
export interface LiveCall extends CallIds {
  /** '' when the call belongs to no group; the same value twice. */
  groupID: string;
  chatGroupID: string;
  /** Number room, 0 when `strRoomID` names the room. */
  roomID: number;
  strRoomID: string;
  callMediaType: CallMediaType;
  /** It is a group call (G-13). */
  isFromGroup: boolean;
  /** In the order in which they came. */
  users: LiveCallUser[];
  /** The device with which this user himself is in, as it named itself at its login; left out where he is not. */
  deviceName?: string;
}

export interface LiveCallUser {
  userID: string;
  state: 'in' | 'ringing';
  /** Since when he is in or rings, server time, ms since 1970. */
  since: number;
}

/** Calls of several: placing, inviting, joining, taking over. */
export interface GroupMethods {
  /**
   * Asks for the microphone, then rings all of them, with or without a group (S2-01). With one callee and no group it is the same as
   * `call()`. Who is busy is told by LINE_BUSY; the others ring.
   *
   * Rejects as `call()`: −1202 also for oneself among the callees and for more people than the app allows (S2-18), 8021 naming
   * everybody who is not known; then nobody rings (G-21). 10007 where the server knows the group and this user is not in it.
   */
  calls(params: CallsParams): Promise<GroupCallResult>;

  /** As `calls()`, in the name of a group, which is required. */
  groupCall(params: GroupCallParams): Promise<GroupCallResult>;

  /**
   * Rings more people into the running call (S2-14); a call of two becomes a group call (S2-15). Who is in or rings is passed over, who is
   * busy is told by LINE_BUSY. Who declined, left or did not answer may be rung again.
   *
   * Rejects −1202 (parameters, oneself, more people than the app allows), −1201, −1203 (no call, or it rings here), −1204, 8021,
   * 20009 (no contacts, in an app that asks for it), 101004 (the call has ended), −1406, −1408 (too many).
   */
  inviteUser(params: InviteUserParams): Promise<void>;

  /**
   * Stops the ring of those of the users who still ring (S2-19); anybody who is in may. Ringback's own.
   *
   * Rejects −1202, −1201, −1203 (no call, or it rings here), −1204, 101004 (the call has ended), −1406.
   */
  cancelInvite(params: { userIDList: string[] }): Promise<void>;

  /**
   * Asks for the microphone, then comes into a running group call by its id (S2-16), or takes over the call in which this user is on
   * another device: that one leaves it, and the others notice no change of persons (S2-20). Where this call rings here it is the same
   * as `accept()`. The camera stays closed until `openCamera()`.
   *
   * Rejects −1202, −1201, −1203 (this engine or user is in another call, or a third device was first), −1204, −1101, 60003, 65535
   * (microphone; with ERROR), 30000, 101004 (no such call, or it has ended, or one may not join), 101005 (it is full), −1406.
   */
  join(params: JoinParams): Promise<JoinResult>;

  /** As `join()`, by the group and the room of the call, which must both be right; a call is not taken over by it. */
  joinInGroupCall(params: JoinInGroupCallParams): Promise<JoinResult>;

  /**
   * Calls that go on, for an app that offers to join or to take over: with `callId` that one, if this user is in it, rings for it or may join
   * it; with `groupID` the group's calls, as far as he may know them; with neither the one in which he is, or for which he rings, on
   * any of his devices. Empty where there is none, or none that he may know of. Ringback's own.
   *
   * Rejects −1202, −1201, −1406, −1408 (asked too often).
   */
  getLiveCalls(params?: LiveCallsParams): Promise<LiveCall[]>;
}
