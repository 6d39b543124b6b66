import { TUICallEngine } from '@ringback/engine';

/** The engine, as much of it as this page uses. */
export type Engine = Pick<
  TUICallEngine,
  | 'accept'
  | 'call'
  | 'calls'
  | 'cancelInvite'
  | 'closeCamera'
  | 'closeMicrophone'
  | 'destroyInstance'
  | 'getCurrentDevice'
  | 'getDeviceList'
  | 'getLiveCalls'
  | 'getRecentCalls'
  | 'getTRTCCloudInstance'
  | 'getTim'
  | 'groupCall'
  | 'hangup'
  | 'inviteUser'
  | 'join'
  | 'login'
  | 'on'
  | 'openCamera'
  | 'openMicrophone'
  | 'reject'
  | 'setSelfInfo'
  | 'startRemoteView'
  | 'stopRemoteView'
  | 'switchCallMediaType'
  | 'switchDevice'
>;

/** The engine of an app. One page has one; the same call later gives the same engine. */
export function createEngine(sdkAppId: number): Engine {
  return TUICallEngine.createInstance({ SDKAppID: sdkAppId });
}
