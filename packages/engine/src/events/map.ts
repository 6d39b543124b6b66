import type { EVENT_ALIASES, TUICallEvent, TUICallEventAlias, TUICallEventName } from './names.js';
import type {
  AudioAvailablePayload,
  CallDetails,
  CancelPayload,
  DevicesPayload,
  EndPayload,
  ErrorPayload,
  KickedOutPayload,
  LinkPayload,
  MembersPayload,
  NetworkQualityPayload,
  NoResponsePayload,
  ReadyPayload,
  ReceivedPayload,
  RestoredPayload,
  TypeChangedPayload,
  UserLinkPayload,
  UserPayload,
  UserProfilePayload,
  VideoAvailablePayload,
  VolumePayload,
} from './payloads.js';

/** The payload of every event, by the value of its constant in {@link TUICallEvent}. */
export interface TUICallEventMap {
  [TUICallEvent.ERROR]: ErrorPayload;
  [TUICallEvent.SDK_READY]: ReadyPayload;
  [TUICallEvent.KICKED_OUT]: KickedOutPayload;
  [TUICallEvent.USER_ACCEPT]: UserPayload;
  [TUICallEvent.USER_ENTER]: UserPayload;
  [TUICallEvent.USER_LEAVE]: UserPayload;
  [TUICallEvent.REJECT]: UserPayload;
  [TUICallEvent.NO_RESP]: NoResponsePayload;
  [TUICallEvent.LINE_BUSY]: UserPayload;
  [TUICallEvent.USER_VIDEO_AVAILABLE]: VideoAvailablePayload;
  [TUICallEvent.USER_AUDIO_AVAILABLE]: AudioAvailablePayload;
  [TUICallEvent.USER_VOICE_VOLUME]: VolumePayload;
  [TUICallEvent.GROUP_CALL_INVITEE_LIST_UPDATE]: MembersPayload;
  [TUICallEvent.INVITED]: ReceivedPayload;
  [TUICallEvent.ON_CALL_RECEIVED]: ReceivedPayload;
  [TUICallEvent.CALLING_CANCEL]: CancelPayload;
  [TUICallEvent.ON_CALL_CANCELED]: CancelPayload;
  [TUICallEvent.ON_CALL_NOT_CONNECTED]: CancelPayload;
  [TUICallEvent.ON_CALL_BEGIN]: CallDetails;
  [TUICallEvent.CALLING_END]: EndPayload;
  [TUICallEvent.DEVICED_UPDATED]: DevicesPayload;
  [TUICallEvent.CALL_TYPE_CHANGED]: TypeChangedPayload;
  [TUICallEvent.ON_USER_NETWORK_QUALITY_CHANGED]: NetworkQualityPayload;
  [TUICallEvent.ON_USER_INVITING]: UserPayload;
  [TUICallEvent.ON_USER_RINGING]: UserPayload;
  [TUICallEvent.ON_LINK_CHANGED]: LinkPayload;
  [TUICallEvent.ON_USER_LINK_CHANGED]: UserLinkPayload;
  [TUICallEvent.ON_USER_PROFILE_CHANGED]: UserProfilePayload;
  [TUICallEvent.ON_CALL_RESTORED]: RestoredPayload;
  [TUICallEvent.ON_AUTOPLAY_BLOCKED]: Record<string, never>;
  [TUICallEvent.MESSAGE_SENT_BY_ME]: never;
  [TUICallEvent.CALL_MESSAGE]: never;
  [TUICallEvent.CALLING_TIMEOUT]: never;
  [TUICallEvent.onUserSigExpired]: never;
  [TUICallEvent.onDeviceChange]: never;
}

/** What `on()` and `off()` take: a constant's value, or the string that the newer published engines have for it. */
export type TUICallEventKey = TUICallEventName | TUICallEventAlias;

/** The payload that belongs to a key. */
export type TUICallEventPayload<K extends TUICallEventKey> = K extends TUICallEventAlias
  ? TUICallEventMap[(typeof EVENT_ALIASES)[K]]
  : K extends TUICallEventName
    ? TUICallEventMap[K]
    : never;

/** One event with its payload. */
export type Emission = {
  [Name in TUICallEventName]: { readonly event: Name; readonly payload: TUICallEventMap[Name] };
}[TUICallEventName];
