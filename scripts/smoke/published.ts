// An app that was written against the published engines, by their names: it compiles with nothing but the import changed. What takes
// part in it is what `tuicall-engine-webrtc` 3.1 and `@tencentcloud/call-engine-js` 3.3 export and docs/migrate.md does not except.
import DefaultEngine, {
  type CALL_TYPE,
  CallEndReason,
  type ICallParam,
  type ICallsParam,
  type IGroupCallParam,
  type IInviteUserParam,
  type IJoinInGroupCallParam,
  type ILoginParams,
  type IOnCallEndData,
  type IPlayVideoOptions,
  type ISelfInfoParams,
  type IStartViewParam,
  type IStopViewParam,
  type ISwitchDeviceParams,
  type ITRTCCallingOptions,
  type ITRTCRenderParams,
  LOG_LEVEL,
  type OfflinePushInfo,
  TRTCBeautyStyle,
  type TRTCCloud,
  TRTCVideoFillMode,
  TRTCVideoMirrorType,
  TRTCVideoRotation,
  TUICallCameraPosition,
  TUICallEngine,
  TUICallEvent,
  TUICallType,
  TUICamera,
  type TUIDeviceInfo,
  TUIErrorCode,
  type TUINetwork,
  TUINetworkQuality,
} from '@ringback/engine';

const options: ITRTCCallingOptions = { SDKAppID: 1, tim: null };
TUICallEngine.once('ready', () => {});
const engine: TUICallEngine = TUICallEngine.createInstance({
  ...options,
  frameWork: 'vue3',
  callkitVersion: '3.3.10',
  language: 7,
  component: 14,
  isFromChat: false,
});
const same: DefaultEngine = engine;
const newer = TUICallEngine.createInstance({ sdkAppID: 1, framework: 'react', isSharedInstance: false });

class View {
  readonly names = new Set<string>();
  entered(event: { userID: string }) {
    this.names.add(event.userID);
  }
  // Apps write their handlers with types of their own, or with none.
  ended(event: IOnCallEndData) {
    const { roomID, callMediaType, callRole, callEnd, totalTime, userID } = event;
    return { roomID, callMediaType, callRole, callEnd, totalTime, userID };
  }
}
const view = new View();
engine.on(TUICallEvent.USER_ENTER, view.entered, view);
engine.off(TUICallEvent.USER_ENTER, view.entered, view);
engine.on(TUICallEvent.CALLING_END, view.ended, view);
engine.on(TUICallEvent.CALL_END, view.ended);
engine.on('onUserJoin', ({ userID }) => userID.length);
engine.on('onCallCancelled', ({ callId, callID, userID, reason }) => {
  const missed: boolean = reason === CallEndReason.NoResponse || reason === CallEndReason.Canceled;
  return [callId, callID, userID, missed];
});
const handled: TUICallEvent[] = [
  TUICallEvent.ERROR,
  TUICallEvent.SDK_READY,
  TUICallEvent.KICKED_OUT,
  TUICallEvent.USER_ACCEPT,
  TUICallEvent.USER_LEAVE,
  TUICallEvent.REJECT,
  TUICallEvent.NO_RESP,
  TUICallEvent.LINE_BUSY,
  TUICallEvent.CALLING_CANCEL,
  TUICallEvent.CALLING_TIMEOUT,
  TUICallEvent.USER_VIDEO_AVAILABLE,
  TUICallEvent.USER_AUDIO_AVAILABLE,
  TUICallEvent.USER_VOICE_VOLUME,
  TUICallEvent.GROUP_CALL_INVITEE_LIST_UPDATE,
  TUICallEvent.CALL_TYPE_CHANGED,
  TUICallEvent.DEVICED_UPDATED,
  TUICallEvent.MESSAGE_SENT_BY_ME,
  TUICallEvent.ON_CALL_BEGIN,
  TUICallEvent.ON_CALL_RECEIVED,
  TUICallEvent.INVITED,
  TUICallEvent.ON_CALL_CANCELED,
  TUICallEvent.ON_CALL_NOT_CONNECTED,
  TUICallEvent.ON_USER_INVITING,
  TUICallEvent.ON_USER_NETWORK_QUALITY_CHANGED,
  TUICallEvent.onUserSigExpired,
];
for (const event of handled) engine.on(event, () => {});
engine.on(TUICallEvent.ERROR, ({ code, msg, message }) => [
  code === TUIErrorCode.ERR_PERMISSION_DENIED,
  msg,
  message,
]);
engine.on(TUICallEvent.USER_VOICE_VOLUME, ({ volumeMap }) =>
  volumeMap.map(({ userId, audioVolume }) => [userId, audioVolume]),
);
engine.on(TUICallEvent.ON_USER_NETWORK_QUALITY_CHANGED, ({ networkQualityList }) => {
  const poor = ({ quality }: TUINetwork) => quality >= TUINetworkQuality.kQualityBad;
  return networkQualityList.filter(poor).map(({ userId }) => userId);
});

export async function everything(userSig: string) {
  const login: ILoginParams = { userID: 'alice', userSig, assetsPath: '' };
  await engine.login(login);
  await engine.init(login);
  engine.setLogLevel(0);
  engine.setLogLevel(LOG_LEVEL.RELEASE);
  const info: ISelfInfoParams = { nickName: 'Alice', avatar: '' };
  await engine.setSelfInfo(info);
  engine.enableMultiDeviceAbility(true);

  const type: CALL_TYPE = TUICallType.VIDEO_CALL;
  const params: ICallParam = { userID: 'bob', type, timeout: 30, userData: '', roomID: 7 };
  const { code, callId, roomID, strRoomID } = await engine.call({
    ...params,
    offlinePushInfo: { title: 'A call', extension: '' },
  });
  const offlinePushInfo: OfflinePushInfo = {
    title: 'A call',
    description: 'from Alice',
    extension: '',
    iOSPushType: 1,
  };
  const group: IGroupCallParam = { userIDList: ['bob', 'carol'], type, groupID: 'team', offlinePushInfo };
  await engine.groupCall(group);
  const many: ICallsParam = {
    userIDList: ['bob', 'carol'],
    type: params.type,
    chatGroupID: 'team',
    roomID: 0,
    strRoomID: 'r',
  };
  const placed = await engine.calls(many);
  const more: IInviteUserParam = { userIDList: ['dave'], offlinePushInfo, timeout: 20, userData: '' };
  await engine.inviteUser(more);
  const joined: IJoinInGroupCallParam = { type, groupID: 'team', roomID: placed.roomID };
  await engine.joinInGroupCall(joined);
  await engine.join({ callId: placed.callId });
  // Numbers and texts that are held in variables, as published engines declare them.
  const number: number = params.type;
  await engine.call({ userID: 'bob', type: number, strRoomID: 'room' });
  await engine.switchCallMediaType(number);
  await engine.accept();
  await engine.reject();
  await engine.hangup();

  await engine.openCamera('localVideo', true);
  await engine.switchCamera(TUICallCameraPosition.BACK);
  await engine.switchCamera(TUICamera.kFront);
  await engine.closeCamera();
  await engine.openMicrophone();
  await engine.closeMicrophone();
  const look: IPlayVideoOptions = {
    objectFit: 'cover',
    fillMode: TRTCVideoFillMode.TRTCVideoFillMode_Fit,
    mirrorType: TRTCVideoMirrorType.TRTCVideoMirrorType_Disable,
    rotation: TRTCVideoRotation.TRTCVideoRotation90,
  };
  const remote: IStartViewParam = { userID: 'bob', videoViewDomID: 'bob', options: look };
  await engine.startRemoteView(remote);
  const stopped: IStopViewParam = { userID: 'bob' };
  await engine.stopRemoteView(stopped);
  await engine.startLocalView({ userID: 'alice', videoViewDomID: 'localVideo' });
  await engine.stopLocalView({ userID: 'alice' });
  const quality: string = '720p';
  await engine.setVideoQuality(quality);
  const render: ITRTCRenderParams = { userID: 'bob', objectFit: quality, mirror: false };
  await engine.setVideoRenderParams(render);

  const kind: string = TUICallType.DEVCIED_CAMERA;
  const devices: TUIDeviceInfo[] = await engine.getDeviceList(kind);
  const change: ISwitchDeviceParams = { deviceType: 'video', deviceId: devices[0]?.deviceId ?? '' };
  await engine.switchDevice(change);
  const { audio, video } = engine.getDevicePermission();

  await engine.setBlurBackground(0);
  await engine.setVirtualBackground('');
  engine.enableAIVoice(false);
  await engine.setBeautyLevel({
    style: TRTCBeautyStyle.TRTCBeautyStyleNature,
    beautyLevel: 0,
    whitenessLevel: 0,
    ruddinessLevel: 0,
  });
  await engine.callExperimentalAPI(JSON.stringify({ api: 'forceUseV2API', params: { enable: true } }));
  engine.reportLog({ name: 'app', data: {}, level: 'info' });

  const cloud: TRTCCloud = engine.getTRTCCloudInstance();
  cloud.muteAllRemoteAudio(true);
  engine.trtcCloud.on(
    'onRecvCustomCmdMsg',
    (userId, cmdId, seq, data) => [userId, cmdId, seq, data.byteLength],
    view,
  );
  const me = await (engine.getTim() ?? engine.tim).getMyProfile();
  await engine.logout();
  await newer.destroyInstance();
  return { code, callId, roomID, strRoomID, audio, video, nick: me.data.nick, same };
}
