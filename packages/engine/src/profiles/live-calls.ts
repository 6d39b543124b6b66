import type { LiveCall as WireCall } from '@ringback/protocol';
import type { LiveCall } from '../api/groups.js';
import { ids } from '../session/payloads.js';

export const liveCall = (call: WireCall): LiveCall => ({
  ...ids(call.callId),
  groupID: call.groupId,
  chatGroupID: call.groupId,
  roomID: call.roomId,
  strRoomID: call.strRoomId,
  callMediaType: call.type,
  isFromGroup: call.isGroup,
  users: call.users.map(({ userId, state, since }) => ({ userID: userId, state, since })),
  ...(call.device && { deviceName: call.device.name }),
});
