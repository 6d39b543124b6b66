import type { CallDetails, CallMediaType } from '../events/payloads.js';
import type { OrNumber } from './lenient.js';

/** What a ring carries. */
export interface RingParams {
  /** How long it rings, whole seconds, 1–600; 0 = until the app's limit (10 minutes). Default 30. */
  timeout?: number;
  /** For the callee's app, at most 4096 bytes; default ''. */
  userData?: string;
  /** For the callee's phone. The server checks it; this release sends no pushes. */
  offlinePushInfo?: OfflinePushInfo;
}

/** Where the call takes place, for apps that record or bridge it. */
export interface RoomParams {
  /** 1–2147483647. Default: a random number. 0 with a `strRoomID`: that one names the room; beside a number it is only told. */
  roomID?: number;
  /** At most 64 bytes. */
  strRoomID?: string;
}

export interface CallParams extends RingParams, RoomParams {
  /** The callee, at most 64 bytes. */
  userID: string;
  /** 1 audio, 2 video; `TUICallType`. */
  type: OrNumber<CallMediaType>;
}

/** What a push is to show, under the published names. Texts have at most 1024 bytes; other fields are left out. */
export interface OfflinePushInfo {
  title?: string;
  description?: string;
  /** JSON of the vendor's own. */
  extension?: string;
  androidOPPOChannelID?: string;
  androidXiaoMiChannelID?: string;
  androidFCMChannelID?: string;
  androidHuaWeiCategory?: string;
  /** 0 operational, 1 system. */
  androidVIVOClassification?: number;
  androidSound?: string;
  iOSSound?: string;
  ignoreIOSBadge?: boolean;
  isDisablePush?: boolean;
  /** 0 APNs, 1 VoIP. */
  iOSPushType?: number;
  [other: string]: unknown;
}

/** A call that was placed. */
export interface PlacedCall {
  code: 0;
  message: string;
  /** The same id three times. */
  callId: string;
  callID: string;
  inviteID: string;
  /** Number room, 0 when `strRoomID` names the room. */
  roomID: number;
  strRoomID: string;
}

export interface CallResult extends PlacedCall {
  /** The callee, as given. */
  userID: string;
}

export interface RejectResult {
  code: 0;
  message: string;
}

export interface AcceptResult extends CallDetails {
  code: 0;
  message: string;
  callType: CallMediaType;
}

/** Calling, answering, ending. */
export interface CallingMethods {
  /**
   * Asks for the microphone, then rings the callee on all his devices (S1-01). A callee who is busy, does not answer or declines is
   * told by events. Two who call each other meet in one call (S1-15): then this resolves with that call's ids.
   *
   * Rejects −1202 (parameters, calling oneself), −1201, −1203 (this engine or user is in a call, or the call was over before its answer
   * came), −1204 (`call() is ongoing, please avoid repeated calls`), −1101, 60003, 65535 (microphone; with ERROR), 30000, 8021 (the
   * callee is not known), 20007 (blocked; with ERROR), 20009 (no contact of the callee, in an app that asks for it), −1406 (no link or
   * no answer), −1408 (too many calls).
   */
  call(params: CallParams): Promise<CallResult>;

  /**
   * Asks for the microphone, then answers the ring. The camera stays closed until `openCamera()`.
   *
   * Rejects −1201, −1203 (no ring, it has ended, or another device was first), −1204, −1101, 60003, 65535 (microphone; with
   * ERROR, and it rings on), 30000, −1406.
   */
  accept(): Promise<AcceptResult>;

  /**
   * Declines the ring. On a ring that has ended meanwhile it resolves. Capture and playback stop at once; without a link it
   * takes effect when the link is back, and resolves within the grace time (20 s by default).
   *
   * Rejects −1201, −1203 (no ring was there), −1204.
   */
  reject(): Promise<RejectResult>;

  /**
   * Ends the call, or cancels the ring, or declines it where this user is called (S1-23). Otherwise as `reject()`, but without a result:
   * published kits look through a list, if they get anything.
   * The frame is written before this returns, so it may be called while the page closes.
   */
  hangup(): Promise<void>;

  /**
   * Changes a one-to-one call between video (2) and audio (1) for both. A change to audio closes both cameras; one to video opens
   * none.
   *
   * Rejects −1202, −1201, −1203 (no call, or it rings here), −1204 (it is of that type, or a change is under way), −1205 (group
   * call), −1406.
   */
  switchCallMediaType(newMediaType: OrNumber<CallMediaType>): Promise<void>;
}
