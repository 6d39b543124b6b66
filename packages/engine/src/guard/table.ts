import {
  CallType,
  MAX_CALL_ID_BYTES,
  MAX_CALLEES,
  MAX_DEVICE_NAME_BYTES,
  MAX_GROUP_ID_BYTES,
  MAX_PAGE,
  MAX_PROFILE_FIELD_BYTES,
  MAX_ROOM_ID,
  MAX_STR_ROOM_ID_BYTES,
  MAX_USER_DATA_BYTES,
  MAX_USER_ID_BYTES,
  RING_TIMEOUT_MAX_S,
} from '@ringback/protocol';
import type { CallStatus } from '../session/stage.js';
import { VIDEO_PROFILES } from '../session/video-profiles.js';
import { PUSH_FIELDS } from './push.js';
import type { MethodRule, ParamRule, Params } from './rule.js';

const ANY: readonly CallStatus[] = ['idle', 'calling', 'connected'];
const IDLE: readonly CallStatus[] = ['idle'];
const CALLING: readonly CallStatus[] = ['calling'];
const CONNECTED: readonly CallStatus[] = ['connected'];
const IN_CALL: readonly CallStatus[] = ['calling', 'connected'];

const string = { types: ['String'] } as const satisfies ParamRule;
const text = { ...string, required: true, notEmpty: true } as const satisfies ParamRule;
const userID = { ...text, printable: true, maxBytes: MAX_USER_ID_BYTES } as const satisfies ParamRule;
const boolean = { types: ['Boolean'] } as const satisfies ParamRule;
const flag = { ...boolean, required: true } as const satisfies ParamRule;
/** A strength of the beauty filter, 0: off. */
const level = { types: ['Number'], range: [0, 9] } as const satisfies ParamRule;
const callType = { types: ['Number'], required: true, oneOf: [CallType.AUDIO, CallType.VIDEO] } as const;
/** Published engines name an element by its id; an element itself is welcome too. */
const view = { types: ['String', 'HTMLElement'], required: true, notEmpty: true } as const;
const objectFit = { ...string, oneOf: ['contain', 'cover', 'fill'] } as const;
const rotation = { types: ['Number'], oneOf: [0, 90, 180, 270] } as const;

const groupID = { ...string, printable: true, maxBytes: MAX_GROUP_ID_BYTES } as const satisfies ParamRule;
const someGroupID = { ...groupID, required: true, notEmpty: true } as const satisfies ParamRule;
const userIDList = {
  types: ['Array'],
  required: true,
  notEmpty: true,
  maxItems: MAX_CALLEES,
  items: userID,
} as const satisfies ParamRule;
const room = {
  roomID: { types: ['Number'], range: [0, MAX_ROOM_ID], whole: true },
  strRoomID: { ...string, maxBytes: MAX_STR_ROOM_ID_BYTES },
} as const satisfies Readonly<Record<string, ParamRule>>;
const ring = {
  timeout: { types: ['Number'], range: [0, RING_TIMEOUT_MAX_S], whole: true },
  userData: { ...string, maxBytes: MAX_USER_DATA_BYTES },
  offlinePushInfo: { types: ['Object'], fields: PUSH_FIELDS },
} as const satisfies Readonly<Record<string, ParamRule>>;

const none: Params = { by: 'place', rules: [] };
const named = (rules: Readonly<Record<string, ParamRule>>): Params => ({ by: 'name', rules });
const placed = (...rules: readonly (readonly [string, ParamRule])[]): Params => ({ by: 'place', rules });

const DEVICE_KINDS = ['camera', 'microphone', 'microphones', 'speaker'] as const;

/** `TUICallEngine.createInstance()`: it throws what methods reject with. */
export const CREATE_INSTANCE: Params = named({
  SDKAppID: { types: ['Number'], required: true, range: [1, Number.MAX_SAFE_INTEGER], whole: true },
  serverURL: { ...string, notEmpty: true },
  notifyBusyCallee: boolean,
});

const login: MethodRule = {
  params: named({
    userID,
    userSig: text,
    deviceName: { ...string, maxBytes: MAX_DEVICE_NAME_BYTES },
  }),
  login: false,
  states: ANY,
  alone: false,
};

/** The state table of client.md §2.1, with the parameters of §2.2–2.5: the guards of all methods are made of it. */
export const METHODS = {
  login,
  init: login,
  logout: { params: none, login: false, states: ANY, alone: false },
  destroyInstance: { params: none, login: false, states: ANY, alone: false },
  setSelfInfo: {
    params: named({
      nickName: { ...string, maxBytes: MAX_PROFILE_FIELD_BYTES },
      avatar: { ...string, maxBytes: MAX_PROFILE_FIELD_BYTES },
    }),
    login: true,
    states: ANY,
    alone: false,
  },
  call: {
    params: named({
      userID,
      type: callType,
      ...room,
      ...ring,
    }),
    login: true,
    states: IDLE,
    alone: true,
  },
  calls: {
    params: named({ userIDList, type: callType, groupID, chatGroupID: groupID, ...room, ...ring }),
    login: true,
    states: IDLE,
    alone: true,
  },
  groupCall: {
    params: named({
      userIDList,
      type: callType,
      groupID: someGroupID,
      chatGroupID: groupID,
      ...room,
      ...ring,
    }),
    login: true,
    states: IDLE,
    alone: true,
  },
  inviteUser: {
    params: named({ userIDList, ...ring }),
    login: true,
    states: IN_CALL,
    alone: true,
    afterCall: 'noSuchCall',
  },
  cancelInvite: {
    params: named({ userIDList }),
    login: true,
    states: IN_CALL,
    alone: true,
    afterCall: 'noSuchCall',
  },
  /** While the call rings here it is accepted by it. */
  join: {
    params: named({ callId: { ...text, maxBytes: MAX_CALL_ID_BYTES } }),
    login: true,
    states: ['idle', 'calling'],
    alone: true,
  },
  joinInGroupCall: {
    params: named({
      type: callType,
      groupID: someGroupID,
      roomID: { ...room.roomID, required: true },
      strRoomID: room.strRoomID,
    }),
    login: true,
    states: IDLE,
    alone: true,
  },
  accept: { params: none, login: true, states: CALLING, alone: true },
  reject: { params: none, login: true, states: CALLING, alone: true, afterCall: 'resolves' },
  hangup: { params: none, login: true, states: IN_CALL, alone: true, afterCall: 'resolves' },
  switchCallMediaType: {
    params: placed(['newMediaType', callType]),
    login: true,
    states: IN_CALL,
    alone: true,
  },
  openCamera: {
    params: placed(['videoViewDomID', view], ['isFrontCamera', boolean]),
    login: true,
    states: IN_CALL,
    alone: false,
  },
  closeCamera: { params: none, login: true, states: IN_CALL, alone: false },
  openMicrophone: { params: none, login: true, states: IN_CALL, alone: false },
  closeMicrophone: { params: none, login: true, states: IN_CALL, alone: false },
  startRemoteView: {
    params: named({ userID, videoViewDomID: view, options: { types: ['Object'] } }),
    login: true,
    states: CONNECTED,
    alone: false,
  },
  stopRemoteView: { params: named({ userID }), login: true, states: CONNECTED, alone: false },
  setVideoQuality: {
    params: placed(['profile', { ...string, required: true, oneOf: Object.keys(VIDEO_PROFILES) }]),
    login: false,
    states: ANY,
    alone: false,
  },
  setVideoRenderParams: {
    params: named({
      userID: { ...string, maxBytes: MAX_USER_ID_BYTES },
      objectFit,
      mirror: boolean,
      rotation,
    }),
    login: false,
    states: ANY,
    alone: false,
  },
  getDeviceList: {
    params: placed(['deviceType', { ...string, required: true, oneOf: DEVICE_KINDS }]),
    login: true,
    states: ANY,
    alone: false,
  },
  switchDevice: {
    params: named({
      deviceType: { ...string, required: true, oneOf: [...DEVICE_KINDS, 'video', 'audio'] },
      deviceId: text,
    }),
    login: true,
    states: IN_CALL,
    alone: false,
  },
  getLiveCalls: {
    params: named({ callId: { ...string, maxBytes: MAX_CALL_ID_BYTES }, groupID }),
    login: true,
    states: ANY,
    alone: false,
  },
  switchCamera: {
    params: placed(['cameraPosition', { types: ['Number'], required: true, oneOf: [0, 1] }]),
    login: true,
    states: IN_CALL,
    alone: false,
  },
  setBlurBackground: {
    params: placed(['level', { types: ['Number'], required: true, range: [0, Number.MAX_SAFE_INTEGER] }]),
    login: true,
    states: ANY,
    alone: false,
  },
  setVirtualBackground: {
    params: placed(['imagePath', { ...string, required: true }]),
    login: true,
    states: ANY,
    alone: false,
  },
  enableAIVoice: { params: placed(['enable', flag]), login: true, states: ANY, alone: false },
  setBeautyLevel: {
    params: named({
      style: { types: ['Number'] },
      beautyLevel: level,
      whitenessLevel: level,
      ruddinessLevel: level,
    }),
    login: false,
    states: ANY,
    alone: false,
  },
  startLocalView: {
    params: named({ userID, videoViewDomID: view }),
    login: true,
    states: IN_CALL,
    alone: false,
  },
  stopLocalView: { params: named({ userID }), login: true, states: IN_CALL, alone: false },
  enableMultiDeviceAbility: { params: placed(['enable', flag]), login: false, states: ANY, alone: true },
  callExperimentalAPI: { params: placed(['jsonStr', text]), login: false, states: ANY, alone: false },
  getRecentCalls: {
    params: named({
      count: { types: ['Number'], range: [1, MAX_PAGE], whole: true },
      before: { types: ['Number'], range: [0, Number.MAX_SAFE_INTEGER], whole: true },
    }),
    login: true,
    states: ANY,
    alone: false,
  },
} as const satisfies Record<string, MethodRule>;

export type MethodName = keyof typeof METHODS;
