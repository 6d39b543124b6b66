import { type CallInfo, MAX_ROOM_ID, RING_TIMEOUT_DEFAULT_S } from '@ringback/protocol';
import { Failure } from '../errors/failure.js';
import type { CallMediaType } from '../events/payloads.js';
import { PUSH_FIELDS } from '../guard/push.js';
import type { CallOrder, RingOrder } from '../session/dialing.js';
import type { Joined, JoinOrder } from '../session/joining.js';
import { details, ids } from '../session/payloads.js';
import type {
  AcceptResult,
  CallResult,
  OfflinePushInfo,
  PlacedCall,
  RingParams,
  RoomParams,
} from './calling.js';
import type { CallsParams, GroupCallResult, JoinInGroupCallParams, JoinResult } from './groups.js';

/** What the app asked for, as the server is asked for it. */
export function callOrder(params: CallsParams, random: () => number): CallOrder {
  return {
    userIds: each(params.userIDList),
    type: params.type as CallMediaType,
    groupId: groupOf(params),
    ...room(params, random),
    ...ringOrder(params),
  };
}

export const ringOrder = ({ timeout, userData, offlinePushInfo }: RingParams): RingOrder => ({
  timeout: timeout ?? RING_TIMEOUT_DEFAULT_S,
  userData: userData ?? '',
  ...(offlinePushInfo && { push: known(offlinePushInfo) }),
});

/** @throws Failure −1202 where nothing names the room */
export function groupRoomOrder(params: JoinInGroupCallParams): JoinOrder {
  const { roomID, strRoomID } = params;
  if (roomID === 0 && !strRoomID) {
    throw Failure.parameter(
      "'strRoomID' must name the room when calling joinInGroupCall() with a 'roomID' of 0.",
    );
  }
  return { op: 'joinGroup', groupId: groupOf(params), roomId: roomID, strRoomId: strRoomID ?? '' };
}

export const each = (userIds: readonly string[]): string[] => [...new Set(userIds)];

/** Both spellings that published engines and kits have for a group's id. */
export const groupOf = (params: { readonly groupID?: string; readonly chatGroupID?: string }): string =>
  params.groupID || params.chatGroupID || '';

/** Other fields that kits pass go no further. */
const known = (info: OfflinePushInfo): OfflinePushInfo =>
  Object.fromEntries(Object.entries(info).filter(([name, value]) => name in PUSH_FIELDS && value != null));

/**
 * A number above 0 wins, 0 with a string is that string's room, everything else a random number: also a string without a number,
 * as in published engines (client.md §1.1). Without either the server draws.
 */
function room({ roomID, strRoomID = '' }: RoomParams, random: () => number) {
  if (roomID === undefined && strRoomID !== '') {
    return { roomId: 1 + Math.floor(random() * MAX_ROOM_ID), strRoomId: strRoomID };
  }
  return { roomId: roomID ?? 0, strRoomId: strRoomID };
}

export const SUCCESS = { code: 0, message: 'success' } as const;

const placed = (call: CallInfo): PlacedCall => ({
  ...SUCCESS,
  ...ids(call.callId),
  inviteID: call.callId,
  roomID: call.roomId,
  strRoomID: call.strRoomId,
});

export const callResult = (call: CallInfo, userID: string): CallResult => ({ ...placed(call), userID });

export const groupCallResult = (call: CallInfo, userIDList: readonly string[]): GroupCallResult => ({
  ...placed(call),
  userIDList: [...userIDList],
  groupID: call.groupId,
  chatGroupID: call.groupId,
});

export const acceptResult = (call: CallInfo): AcceptResult => joinResult({ call, role: 'invitee' });

export const joinResult = ({ call, role }: Joined): JoinResult => ({
  ...SUCCESS,
  ...details(call, role),
  callType: call.type,
});
