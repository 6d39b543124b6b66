export type {
  AcceptResult,
  CallParams,
  CallResult,
  OfflinePushInfo,
  PlacedCall,
  RejectResult,
  RingParams,
  RoomParams,
} from './api/calling.js';
export {
  CallEndReason,
  TRTCBeautyStyle,
  TRTCVideoFillMode,
  TRTCVideoMirrorType,
  TRTCVideoRotation,
  TUICallCameraPosition,
  TUICallType,
  TUICamera,
  TUINetworkQuality,
} from './api/constants.js';

export type { CustomMessageListener, CustomMessageParams } from './api/custom-messages.js';
export { TUICallEngine, TUICallEngine as default } from './api/engine.js';
export type { ExperimentalResult } from './api/experimental.js';
export type {
  CallsParams,
  GroupCallParams,
  GroupCallResult,
  InviteUserParams,
  JoinInGroupCallParams,
  JoinParams,
  JoinResult,
  LiveCall,
  LiveCallsParams,
  LiveCallUser,
} from './api/groups.js';
export type * from './api/lenient.js';
export type {
  CreateInstanceOptions,
  LogEntry,
  LoginParams,
  RecentCallsParams,
  SelfInfo,
} from './api/lifecycle.js';
export type {
  BeautyParams,
  DevicePermission,
  DeviceType,
  LocalViewParams,
  RemoteViewParams,
  RenderOptions,
  RenderParams,
  SwitchDeviceParams,
  ViewTarget,
} from './api/media.js';
export type * from './api/published.js';
export type { AutoPlayFailed, TRTCCloud } from './api/trtc-cloud.js';
export { TUIErrorCode } from './errors/codes.js';
export { TUICallEngineError } from './errors/engine-error.js';
export type { Listener } from './events/emitter.js';
export type * from './events/map.js';
export { TUICallEvent, type TUICallEventAlias, type TUICallEventName } from './events/names.js';
export type * from './events/payloads.js';
export { LOG_LEVEL } from './log/logger.js';
export type { RecentCall, RecentCallPart } from './profiles/recent-calls.js';
export type { Tim, TimFriends } from './profiles/tim.js';
export type { TimBlocks } from './profiles/tim-blocks.js';
export type { TimProfileEvent, TimSubscriptions } from './profiles/tim-events.js';
export type {
  TimAddedMembers,
  TimCreateGroupParams,
  TimGroup,
  TimGroupMember,
  TimGroupRole,
  TimGroups,
  TimGroupTexts,
  TimMemberListParams,
  TimMembersParams,
  TimUpdateGroupParams,
} from './profiles/tim-groups.js';
export type { TimProfile, TimResponse } from './profiles/tim-source.js';
export type { VideoProfileName } from './session/video-profiles.js';
