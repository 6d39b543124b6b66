import type { CallEndReason, CallRole, CallType } from '@ringback/protocol';

/** 1 audio, 2 video. */
export type CallMediaType = CallType;

/** Both spellings of a call's id; they always carry the same value. */
export interface CallIds {
  callId: string;
  callID: string;
}

/** What identifies a call, in every documented spelling. */
export interface CallDetails extends CallIds {
  /** Number room, 0 when `strRoomID` names the room. */
  roomID: number;
  strRoomID: string;
  callMediaType: CallMediaType;
  /** This user's part; '' where it is not known. */
  callRole: CallRole | '';
  /** '' when the call belongs to no group; the same value twice. */
  groupID: string;
  chatGroupID: string;
}

export interface ErrorPayload {
  code: number;
  /** The same text twice. */
  msg: string;
  message: string;
}

export interface ReadyPayload {
  name: 'sdkStateReady';
}

export interface KickedOutPayload {
  message: string;
}

export interface UserPayload extends CallIds {
  userID: string;
}

export interface ReceivedPayload extends CallDetails {
  /** Who invited this user; the same id twice. */
  sponsor: string;
  callerId: string;
  /** Everyone in or ringing but the sponsor, this user included; the same list twice. */
  userIDList: string[];
  calleeIdList: string[];
  /** It is a group call (G-13). */
  isFromGroup: boolean;
  /** The call's id once more. */
  inviteID: string;
  inviteData: { version: number; callType: CallMediaType; roomID: number };
  /** What the caller's app gave along, '' if nothing. */
  userData: string;
  /** The whole ring and what is left of it, in seconds; 0 = none. */
  timeout: number;
  remaining: number;
}

export interface NoResponsePayload extends CallIds {
  /** Who had invited them. */
  sponsor: string;
  userIDList: string[];
}

/** The device that took or declined the call, as it named itself at its login. */
export interface DevicePayload {
  name: string;
}

export interface CancelPayload extends CallDetails {
  /** Always the user on whose page it fires (G-02). */
  userID: string;
  reason: CallEndReason;
  /** With reasons 7 and 8. */
  device?: DevicePayload;
}

export interface EndPayload extends CallDetails {
  /** Who ended it, '' for the server. */
  userID: string;
  /** Whole seconds of talk (G-07); the same figure twice. */
  totalTime: number;
  callEnd: number;
  reason: CallEndReason;
  /** With reason 7. */
  device?: DevicePayload;
}

export interface VideoAvailablePayload {
  userID: string;
  isVideoAvailable: boolean;
}

export interface AudioAvailablePayload {
  userID: string;
  isAudioAvailable: boolean;
}

/** One user's loudness, 0–100; both spellings carry the same values. */
export interface VolumeEntry {
  userId: string;
  userID: string;
  audioVolume: number;
  volume: number;
}

export interface VolumePayload {
  /** Everybody in the call, this user first. */
  volumeMap: VolumeEntry[];
}

export interface MembersPayload {
  /** Users in the call, this one included, in spite of the event's name. */
  userIDList: string[];
  /** Users who still ring. */
  invitingUserIDList: string[];
}

export interface TypeChangedPayload {
  oldCallType: CallMediaType;
  newCallType: CallMediaType;
}

/** A microphone, camera or speaker. `label` and `deviceName` carry the same value. */
export interface MediaDevice {
  deviceId: string;
  deviceName: string;
  label: string;
  /** The same for what is in one piece of hardware. */
  groupId: string;
}

export interface DevicesPayload {
  microphoneList: MediaDevice[];
  cameraList: MediaDevice[];
  speakerList: MediaDevice[];
  /** In use, else what would be; null: there is none. */
  currentMicrophone: MediaDevice | null;
  currentCamera: MediaDevice | null;
  currentSpeaker: MediaDevice | null;
  /** '' where there is none. */
  currentMicrophoneID: string;
  currentCameraID: string;
  currentSpeakerID: string;
}

/** One user's network. */
export interface NetworkQualityEntry {
  userId: string;
  userID: string;
  /** 0 unknown, 1 excellent, 2 good, 3 average, 4 poor, 5 very poor, 6 disconnected. */
  quality: number;
  /** Lost packets of what this page sends and receives, %. */
  upLoss: number;
  downLoss: number;
  /** Round trip, ms. */
  delay: number;
}

export interface NetworkQualityPayload {
  /** Everybody in the call, this user first. */
  networkQualityList: NetworkQualityEntry[];
  /** The same under its name of 3.3. */
  network: NetworkQualityEntry[];
}

export interface LinkPayload {
  /** `lost`: it stayed down longer than a call is kept, or stopped for good. */
  state: 'connected' | 'reconnecting' | 'lost';
  /** Seconds for which the call is kept: the app's while connected, what is left while reconnecting, 0 when lost. */
  graceTime: number;
}

export interface UserLinkPayload extends CallIds {
  userID: string;
  isReachable: boolean;
}

/** The whole profile as it is now. */
export interface UserProfilePayload {
  userID: string;
  nick: string;
  avatar: string;
}

export interface RestoredPayload extends CallDetails {
  userIDList: string[];
  invitingUserIDList: string[];
  /** Whole seconds talked so far. */
  totalTime: number;
}
