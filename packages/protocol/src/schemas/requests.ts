import { z } from 'zod';
import {
  MAX_GROUP_MEMBERS,
  MAX_GROUP_NAME_BYTES,
  MAX_GROUP_TEXT_BYTES,
  MAX_PAGE,
  MAX_PROFILE_FIELD_BYTES,
} from '../limits.js';
import type { Request } from '../requests.js';
import { claimedCallId, groupId, knownGroupId, text, userId } from './fields.js';

const limit = z.number().int().min(1).max(MAX_PAGE);
const userIds = z.array(userId).min(1).max(MAX_PAGE);

const groupName = text(MAX_GROUP_NAME_BYTES).refine((name) => name.trim() !== '', { error: 'a name' });
const groupText = text(MAX_GROUP_TEXT_BYTES).optional();
const groupTexts = { avatar: groupText, introduction: groupText, notification: groupText };

export const request: z.ZodType<Request> = z.discriminatedUnion('ask', [
  z.object({ ask: z.literal('profiles'), userIds }),
  z.object({
    ask: z.literal('setProfile'),
    nick: text(MAX_PROFILE_FIELD_BYTES).optional(),
    avatar: text(MAX_PROFILE_FIELD_BYTES).optional(),
  }),
  z.object({ ask: z.literal('recentCalls'), limit, before: z.number().int().min(0).optional() }),
  z.object({
    ask: z.literal('liveCalls'),
    callId: claimedCallId.optional(),
    groupId: groupId.min(1).optional(),
  }),
  z.object({ ask: z.literal('groups') }),
  z.object({ ask: z.literal('group'), groupId: knownGroupId }),
  z.object({
    ask: z.literal('groupMembers'),
    groupId: knownGroupId,
    offset: z.number().int().min(0).max(MAX_GROUP_MEMBERS),
    limit,
  }),
  z.object({
    ask: z.literal('createGroup'),
    groupId: knownGroupId,
    name: groupName,
    ...groupTexts,
    userIds: z.array(userId).max(MAX_PAGE),
  }),
  z.object({
    ask: z.literal('updateGroup'),
    groupId: knownGroupId,
    name: groupName.optional(),
    ...groupTexts,
  }),
  z.object({ ask: z.enum(['addGroupMembers', 'removeGroupMembers']), groupId: knownGroupId, userIds }),
  z.object({ ask: z.enum(['quitGroup', 'dismissGroup']), groupId: knownGroupId }),
  z.object({ ask: z.literal('blocked') }),
  z.object({ ask: z.enum(['block', 'unblock']), userIds }),
]);
