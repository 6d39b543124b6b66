/**
 * The events of the engine: `engine.on(TUICallEvent.USER_ENTER, ({ userID }) => …)`. What each means, who gets it and in which
 * order is in `docs/events.md`; the payloads are the type {@link TUICallEventMap}.
 *
 * The values are the strings of the published engines; `on()` takes those of both published generations.
 */
export const TUICallEvent = {
  /** A device or permission failure before a call, or a blocked call (G-17). */
  ERROR: 'onError',
  /** `login()` is done. */
  SDK_READY: 'sdkReady',
  /** Another login took this one's place; the engine is logged out. */
  KICKED_OUT: 'onKickedOut',
  /** A callee has answered. */
  USER_ACCEPT: 'onUserAccept',
  /** Somebody is in the call. */
  USER_ENTER: 'onUserEnter',
  /** Somebody has left the call. */
  USER_LEAVE: 'onUserLeave',
  /** A callee has declined. */
  REJECT: 'onReject',
  /** Callees did not answer in time. */
  NO_RESP: 'onNoResp',
  /** A callee is in another call. */
  LINE_BUSY: 'onLineBusy',
  /** A camera was switched on or off. */
  USER_VIDEO_AVAILABLE: 'onUserVideoAvailable',
  /** A microphone was switched on or off. */
  USER_AUDIO_AVAILABLE: 'onUserAudioAvailable',
  /** How loud everybody speaks, every second. */
  USER_VOICE_VOLUME: 'onUserVoiceVolume',
  /** Group calls: who is in and who still rings. */
  GROUP_CALL_INVITEE_LIST_UPDATE: 'onGroupCallInviteeListUpdate',
  /** Older name of {@link TUICallEvent.ON_CALL_RECEIVED}, with the same payload, right behind it. */
  INVITED: 'onInvited',
  /** Somebody calls. */
  ON_CALL_RECEIVED: 'onCallReceived',
  /** Older name of {@link TUICallEvent.ON_CALL_NOT_CONNECTED}, the last of the three. */
  CALLING_CANCEL: 'onCallingCancel',
  /** Name between; second of the three. Alone: a call that found this user busy (S1-07). */
  ON_CALL_CANCELED: 'onCallCanceled',
  /** A ring is over without a call. */
  ON_CALL_NOT_CONNECTED: 'onCallNotConnected',
  /** This user is in the call. */
  ON_CALL_BEGIN: 'onCallBegin',
  /** The call is over for this user. */
  CALLING_END: 'onCallEnd',
  /** The same event as {@link TUICallEvent.CALLING_END}. */
  CALL_END: 'onCallEnd',
  /** The same event as {@link TUICallEvent.CALLING_END}. */
  ON_CALL_END: 'onCallEnd',
  /** Microphones, cameras or speakers came, went, or were switched. */
  DEVICED_UPDATED: 'onDeviceUpdated',
  /** Video became audio or the other way round. */
  CALL_TYPE_CHANGED: 'onCallTypeChanged',
  /** How good everybody's network is, every 2 s. */
  ON_USER_NETWORK_QUALITY_CHANGED: 'onUserNetworkQualityChanged',
  /** Somebody is being rung into the call. */
  ON_USER_INVITING: 'onUserInviting',
  /** Ringback's own: a callee's device rings (S1-26). */
  ON_USER_RINGING: 'onUserRinging',
  /** Ringback's own: this engine's link to the server (S1-27). */
  ON_LINK_CHANGED: 'onLinkChanged',
  /** Ringback's own: another user's link to the server (S1-27). */
  ON_USER_LINK_CHANGED: 'onUserLinkChanged',
  /** Ringback's own: a name or picture has changed, one's own or of somebody in one's call. */
  ON_USER_PROFILE_CHANGED: 'onUserProfileChanged',
  /** Ringback's own: a reloaded page is back in its call (S1-28). */
  ON_CALL_RESTORED: 'onCallRestored',
  /** Ringback's own: the browser plays no sound before a touch. */
  ON_AUTOPLAY_BLOCKED: 'onAutoplayBlocked',
  /** Never emitted: there is no chat here. Kept so that code which names it goes on working. */
  MESSAGE_SENT_BY_ME: 'onMessageSentByMe',
  /** Never emitted: there is no chat here. Kept so that code which names it goes on working. */
  CALL_MESSAGE: 'CALL_MESSAGE',
  /** Never emitted, as in published engines: NO_RESP and the three of CANCEL tell it. */
  CALLING_TIMEOUT: 'onCallingTimeout',
  /** Never emitted: a UserSig is looked at by `login()` alone, and a link outlives it. */
  onUserSigExpired: 'onUserSigExpired',
  /** Never emitted: {@link TUICallEvent.DEVICED_UPDATED} tells of devices. */
  onDeviceChange: 'onDeviceChange',
} as const;

/** The value of a {@link TUICallEvent} constant. */
export type TUICallEventName = (typeof TUICallEvent)[keyof typeof TUICallEvent];
export type TUICallEvent = TUICallEventName;

/** A string of the newer published engines (3.3) that differs from ours, which are those of the older (3.1). */
export type TUICallEventAlias =
  | 'onKickedOffLine'
  | 'onUserJoin'
  | 'onUserReject'
  | 'onUserNoResponse'
  | 'onUserLineBusy'
  | 'onUserVoiceVolumeChanged'
  | 'onCallCancelled'
  | 'onCallMediaTypeChanged';

/** The event that each alias means. */
export const EVENT_ALIASES = {
  onKickedOffLine: TUICallEvent.KICKED_OUT,
  onUserJoin: TUICallEvent.USER_ENTER,
  onUserReject: TUICallEvent.REJECT,
  onUserNoResponse: TUICallEvent.NO_RESP,
  onUserLineBusy: TUICallEvent.LINE_BUSY,
  onUserVoiceVolumeChanged: TUICallEvent.USER_VOICE_VOLUME,
  onCallCancelled: TUICallEvent.ON_CALL_CANCELED,
  onCallMediaTypeChanged: TUICallEvent.CALL_TYPE_CHANGED,
} as const satisfies Record<TUICallEventAlias, TUICallEventName>;
