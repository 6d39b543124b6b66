import { z } from 'zod';
import type { Command } from '../commands.js';
import { MAX_CALLEES, MAX_ROOM_ID, MAX_STR_ROOM_ID_BYTES, MAX_USER_DATA_BYTES } from '../limits.js';
import {
  callType,
  candidates,
  claimedCallId,
  drawnId,
  groupId,
  published,
  pushInfo,
  sdp,
  text,
  userId,
} from './fields.js';

/** More than any plane carries are refused before the machine sees them. */
const userIds = z.array(userId).min(1).max(MAX_CALLEES);

const room = {
  roomId: z.number().int().min(0).max(MAX_ROOM_ID),
  strRoomId: text(MAX_STR_ROOM_ID_BYTES),
};

const call = z.object({
  op: z.literal('call'),
  userIds,
  type: callType,
  groupId,
  ...room,
  timeout: z.number(),
  userData: text(MAX_USER_DATA_BYTES),
  push: pushInfo.optional(),
  publish: published,
  offers: z.record(userId, sdp).optional(),
});

const accept = z.object({
  op: z.literal('accept'),
  callId: drawnId,
  ring: drawnId.optional(),
  publish: published,
  answer: sdp.optional(),
  candidates: candidates.optional(),
});

/** The machine says why a `timeout` is wrong (G-09), so the wire only asks for a number. */
export const command: z.ZodType<Command> = z.discriminatedUnion('op', [
  call,
  accept,
  z.object({ op: z.literal('reject'), callId: drawnId, ring: drawnId }),
  z.object({ op: z.literal('hangup'), callId: drawnId, ring: drawnId.optional() }),
  z.object({
    op: z.literal('invite'),
    callId: drawnId,
    userIds,
    timeout: z.number(),
    userData: text(MAX_USER_DATA_BYTES),
    push: pushInfo.optional(),
  }),
  z.object({
    op: z.literal('cancelInvite'),
    callId: drawnId,
    userIds,
  }),
  z.object({
    op: z.literal('join'),
    callId: claimedCallId,
    publish: published,
    replaces: drawnId.optional(),
  }),
  z.object({ op: z.literal('joinGroup'), groupId: groupId.min(1), ...room, publish: published }),
  z.object({ op: z.literal('publish'), callId: drawnId, publish: published }),
  z.object({ op: z.literal('switchType'), callId: drawnId, type: callType }),
  z.object({ op: z.literal('alerted'), callId: drawnId }),
  z.object({ op: z.literal('alone'), alone: z.boolean() }),
  z.object({ op: z.literal('logout') }),
  z.object({ op: z.literal('withdraw'), commandId: drawnId }),
]);
