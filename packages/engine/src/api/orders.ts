import { type CallInfo, MAX_ROOM_ID, RING_TIMEOUT_DEFAULT_S } from '@ringback/protocol';
import type { CallOrder } from '../session/dialing.js';
import { details, ids } from '../session/payloads.js';
import type { AcceptResult, CallParams, CallResult } from './calling.js';

/** What the app asked for, as the server is asked for it. */
export function callOrder(params: CallParams, random: () => number): CallOrder {
  return {
    userId: params.userID,
    type: params.type,
    ...room(params, random),
    timeout: params.timeout ?? RING_TIMEOUT_DEFAULT_S,
    userData: params.userData ?? '',
  };
}

/**
 * A number above 0 wins, 0 with a string is that string's room, everything else a random number: also a string without a number,
 * as in published engines (client.md §1.1). Without either the server draws.
 */
function room({ roomID, strRoomID = '' }: CallParams, random: () => number) {
  if (roomID === undefined && strRoomID !== '') {
    return { roomId: 1 + Math.floor(random() * MAX_ROOM_ID), strRoomId: strRoomID };
  }
  return { roomId: roomID ?? 0, strRoomId: strRoomID };
}

const SUCCESS = { code: 0, message: 'success' } as const;

export const callResult = (call: CallInfo, userID: string): CallResult => ({
  ...SUCCESS,
  ...ids(call.callId),
  inviteID: call.callId,
  roomID: call.roomId,
  strRoomID: call.strRoomId,
  userID,
});

export const acceptResult = (call: CallInfo): AcceptResult => ({
  ...SUCCESS,
  ...details(call, 'invitee'),
  callType: call.type,
});
