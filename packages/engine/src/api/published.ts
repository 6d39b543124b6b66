import type {
  CallDetails,
  CallMediaType,
  EndPayload,
  MediaDevice,
  NetworkQualityPayload,
} from '../events/payloads.js';
import type { CallParams } from './calling.js';
import type {
  CallsParams,
  GroupCallParams,
  InviteUserParams,
  JoinInGroupCallParams,
  JoinParams,
} from './groups.js';
import type { CreateInstanceOptions, LoginParams, SelfInfo } from './lifecycle.js';
import type { RemoteViewParams, RenderOptions, RenderParams, SwitchDeviceParams } from './media.js';

// The types of the published engines, by their names there.

export type { CallStatus as CALL_STATUS } from '../session/stage.js';

export type ITRTCCallingOptions = CreateInstanceOptions;
export type ILoginParams = LoginParams;
export type ISelfInfoParams = SelfInfo;
export type ICallParam = CallParams;
export type IGroupCallParam = GroupCallParams;
export type ICallsParam = CallsParams;
export type IInviteUserParam = InviteUserParams;
export type IJoinInGroupCallParam = JoinInGroupCallParams;
export type IJoinParam = JoinParams;
export type IStartViewParam = RemoteViewParams;
export type IStopViewParam = Pick<RemoteViewParams, 'userID'>;
export type IPlayVideoOptions = RenderOptions;
export type ITRTCRenderParams = RenderParams;
export type ISwitchDeviceParams = SwitchDeviceParams;
export type IOnCallEndData = EndPayload;
export type CALL_TYPE = CallMediaType;
export type CALL_ROLE = CallDetails['callRole'];
export type DEVICE_TYPE = SwitchDeviceParams['deviceType'];
export type TUIDeviceInfo = MediaDevice;
export type TUINetwork = NetworkQualityPayload['networkQualityList'][number];
