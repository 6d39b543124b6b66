import type {
  CallInfo,
  CallRole,
  CanceledEvent,
  EndedEvent,
  MissedEvent,
  ReceivedEvent,
  RestoredEvent,
} from '@ringback/protocol';
import type {
  CallDetails,
  CallIds,
  CancelPayload,
  EndPayload,
  ReceivedPayload,
  RestoredPayload,
  UserPayload,
} from '../events/payloads.js';

/** The version that published engines write into their invitations; apps may look at it. */
const INVITATION_VERSION = 4;

export const ids = (callId: string): CallIds => ({ callId, callID: callId });

export const user = (callId: string, userId: string): UserPayload => ({ userID: userId, ...ids(callId) });

export const details = (call: CallInfo, role: CallRole | ''): CallDetails => ({
  ...ids(call.callId),
  roomID: call.roomId,
  strRoomID: call.strRoomId,
  callMediaType: call.type,
  callRole: role,
  groupID: call.groupId,
  chatGroupID: call.groupId,
});

export const received = (event: ReceivedEvent, serverNow: number): ReceivedPayload => ({
  ...details(event.call, 'invitee'),
  sponsor: event.sponsor,
  callerId: event.sponsor,
  userIDList: [...event.userIds],
  calleeIdList: [...event.userIds],
  isFromGroup: event.call.isGroup,
  inviteID: event.call.callId,
  inviteData: { version: INVITATION_VERSION, callType: event.call.type, roomID: event.call.roomId },
  userData: event.userData,
  timeout: event.timeout,
  remaining: remaining(event, serverNow),
});

/** Whole seconds. A ring that is shown has not ended, so what is left is never 0, which says "none". */
function remaining({ timeout, until }: ReceivedEvent, serverNow: number): number {
  if (until === 0) return 0;
  const left = Math.max(1, Math.ceil((until - serverNow) / 1_000));
  return timeout === 0 ? left : Math.min(timeout, left);
}

/** G-02: `userID` is the user on whose page it fires. */
export const canceled = (event: CanceledEvent, selfId: string): CancelPayload => ({
  ...details(event.call, event.role),
  userID: selfId,
  reason: event.reason,
  ...(event.device && { device: { name: event.device.name } }),
});

export const missed = (event: MissedEvent, selfId: string): CancelPayload => ({
  ...details(event.call, 'invitee'),
  userID: selfId,
  reason: event.reason,
});

export const ended = (event: EndedEvent): EndPayload => ({
  ...details(event.call, event.role),
  userID: event.userId,
  totalTime: event.totalTime,
  callEnd: event.totalTime,
  reason: event.reason,
  ...(event.device && { device: { name: event.device.name } }),
});

export const restored = (event: RestoredEvent, serverNow: number): RestoredPayload => ({
  ...details(event.call, event.role),
  userIDList: [...event.userIds],
  invitingUserIDList: [...event.ringing],
  totalTime: talked(event.since, serverNow),
});

/** Whole seconds since a server time; 0 = it has not begun. */
export const talked = (since: number, serverNow: number): number =>
  since === 0 ? 0 : Math.max(0, Math.floor((serverNow - since) / 1_000));
