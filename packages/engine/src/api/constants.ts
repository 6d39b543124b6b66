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

/** {@link TUICallCameraPosition} under another published name. */
export const TUICamera = { kFront: 0, kBack: 1 } as const;
export type TUICamera = (typeof TUICamera)[keyof typeof TUICamera];

/** `quality` of ON_USER_NETWORK_QUALITY_CHANGED. */
export const TUINetworkQuality = {
  kQualityUnknown: 0,
  kQualityExcellent: 1,
  kQualityGood: 2,
  kQualityPoor: 3,
  kQualityBad: 4,
  kQualityVeryBad: 5,
  kQualityDown: 6,
} as const;
export type TUINetworkQuality = (typeof TUINetworkQuality)[keyof typeof TUINetworkQuality];

/** `style` of `setBeautyLevel()`. */
export const TRTCBeautyStyle = { TRTCBeautyStyleSmooth: 0, TRTCBeautyStyleNature: 1 } as const;
export type TRTCBeautyStyle = (typeof TRTCBeautyStyle)[keyof typeof TRTCBeautyStyle];

/** `rotation` of a picture, degrees clockwise. */
export const TRTCVideoRotation = {
  TRTCVideoRotation0: 0,
  TRTCVideoRotation90: 90,
  TRTCVideoRotation180: 180,
  TRTCVideoRotation270: 270,
} as const;
export type TRTCVideoRotation = (typeof TRTCVideoRotation)[keyof typeof TRTCVideoRotation];

/** `fillMode` of a picture: cover and contain. */
export const TRTCVideoFillMode = { TRTCVideoFillMode_Fill: 0, TRTCVideoFillMode_Fit: 1 } as const;
export type TRTCVideoFillMode = (typeof TRTCVideoFillMode)[keyof typeof TRTCVideoFillMode];

/** `mirrorType` of a picture. */
export const TRTCVideoMirrorType = {
  TRTCVideoMirrorType_Auto: 0,
  TRTCVideoMirrorType_Enable: 1,
  TRTCVideoMirrorType_Disable: 2,
} as const;
export type TRTCVideoMirrorType = (typeof TRTCVideoMirrorType)[keyof typeof TRTCVideoMirrorType];

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
