import { CallType, CallEndReason as Reason } from '@ringback/protocol';

/** Kinds of calls (`type`, `callMediaType`), and device kinds for `getDeviceList()` under their published names. */
export const TUICallType = {
  AUDIO_CALL: CallType.AUDIO,
  VIDEO_CALL: CallType.VIDEO,
  /** Spelled as published. */
  DEVCIED_CAMERA: 'camera',
  /** Spelled as published. */
  DEVCIED_MICROPHONES: 'microphones',
} as const;
export type TUICallType = (typeof TUICallType)[keyof typeof TUICallType];

/** The cameras of a phone. */
export const TUICallCameraPosition = { FRONT: 0, BACK: 1 } as const;
export type TUICallCameraPosition = (typeof TUICallCameraPosition)[keyof typeof TUICallCameraPosition];

/** Why a ring or a stay in a call is over, under the published names. */
export const CallEndReason = {
  UnKnown: Reason.UNKNOWN,
  Hangup: Reason.HANGUP,
  Reject: Reason.REJECT,
  NoResponse: Reason.NO_RESPONSE,
  Offline: Reason.OFFLINE,
  LineBusy: Reason.LINE_BUSY,
  Canceled: Reason.CANCELED,
  OtherDeviceAccepted: Reason.OTHER_DEVICE_ACCEPTED,
  OtherDeviceReject: Reason.OTHER_DEVICE_REJECTED,
  EndByServer: Reason.END_BY_SERVER,
} as const;
export type CallEndReason = (typeof CallEndReason)[keyof typeof CallEndReason];
