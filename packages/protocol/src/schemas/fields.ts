import { z } from 'zod';
import {
  MAX_CALL_ID_BYTES,
  MAX_CANDIDATE_BYTES,
  MAX_CANDIDATES,
  MAX_GROUP_ID_BYTES,
  MAX_PUSH_FIELD_BYTES,
  MAX_SDP_BYTES,
  MAX_USER_ID_BYTES,
} from '../limits.js';

const encoder = new TextEncoder();

/** A UTF-16 unit becomes no more than so many UTF-8 bytes. */
const MOST_BYTES = 3;

/** A string of at most `bytes` UTF-8 bytes; the wire's limits are all in bytes. Short ones need not be encoded to be counted. */
export const text = (bytes: number) =>
  z
    .string()
    .max(bytes)
    .refine((value) => value.length * MOST_BYTES <= bytes || encoder.encode(value).length <= bytes, {
      error: `at most ${bytes} bytes`,
    });

/** Control characters, and halves of surrogate pairs: these have no UTF-8, and would all become one user in a database. */
const NOT_IN_A_NAME = /[\p{Cc}\p{Cs}]/u;

const name = (what: string, bytes: number) =>
  text(bytes)
    .min(1)
    .refine((value) => value.trim() !== '' && !NOT_IN_A_NAME.test(value), {
      error: `a ${what} id without control characters and halves of characters`,
    });

export const userId = name('user', MAX_USER_ID_BYTES);

/** Of a call: '' for none; the app's own groups may have any. */
export const groupId = text(MAX_GROUP_ID_BYTES);
/** Of a group that the server keeps. */
export const knownGroupId = name('group', MAX_GROUP_ID_BYTES);

/** Ids that the server or an engine draws: 128 random bits as base64url. */
export const drawnId = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/);

/** Where people bring ids of calls along, as by a link: what is none is the id of no call (S2-16). */
export const claimedCallId = text(MAX_CALL_ID_BYTES).min(1);

export const callType = z.union([z.literal(1), z.literal(2)]);

export const published = z.object({ audio: z.boolean(), video: z.boolean() });

const pushText = text(MAX_PUSH_FIELD_BYTES).optional();

/** Fields that are not known go no further. */
export const pushInfo = z.object({
  title: pushText,
  description: pushText,
  extension: pushText,
  androidOPPOChannelID: pushText,
  androidXiaoMiChannelID: pushText,
  androidFCMChannelID: pushText,
  androidHuaWeiCategory: pushText,
  androidVIVOClassification: z.number().int().min(0).max(1).optional(),
  androidSound: pushText,
  iOSSound: pushText,
  ignoreIOSBadge: z.boolean().optional(),
  isDisablePush: z.boolean().optional(),
  iOSPushType: z.number().int().min(0).max(1).optional(),
});

export const sdp = text(MAX_SDP_BYTES);

export const candidate = z.object({
  candidate: text(MAX_CANDIDATE_BYTES),
  sdpMid: text(64).nullish(),
  sdpMLineIndex: z.number().int().min(0).max(1_000).nullish(),
  usernameFragment: text(256).nullish(),
});

export const candidates = z.array(candidate).max(MAX_CANDIDATES);
