import { timingSafeEqual } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { z } from 'zod';
import { fromUrlSafe, isSignable, macOf, type SignedContent } from './document.js';
import { AuthError } from './error.js';

/** Longest UserSig and longest JSON inside: several times what the longest userID and a room ticket need. */
export const MAX_USER_SIG_LENGTH = 4_096;
export const MAX_INFLATED_BYTES = 4_096;

/** How far ahead the clock of the machine that signs may be, in seconds. */
export const MAX_SKEW_S = 600;

export interface Expected {
  readonly sdkAppId: number;
  readonly secretKey: string;
  readonly userId: string;
  /** Server time, ms. */
  readonly now: number;
  /** One that was good once will do. Default: an expired one is refused. */
  readonly mayHaveExpired?: boolean | undefined;
}

export interface Verified {
  /** The start of the last second in which it is good, server ms. */
  readonly expiresAt: number;
  readonly hasExpired: boolean;
}

/**
 * Verifies a UserSig. The checks run in the order of the published verifier, so that the first thing wrong gives the same code.
 * It is still good in the second in which it expires.
 * @throws AuthError 70003 (cannot be decoded), 70014 (other app), 70013 (other user), 70001 (expired, or more than 10 minutes
 * from the future), 70009 (other key).
 */
export function verifyUserSig(userSig: string, expected: Expected): Verified {
  const { content, mac } = decode(userSig);
  if (content.sdkAppId !== expected.sdkAppId) throw AuthError.wrongApp(expected.sdkAppId);
  if (content.userId !== expected.userId) throw AuthError.wrongUser();
  const now = Math.floor(expected.now / 1_000);
  const expiresAt = content.time + content.expire;
  const hasExpired = now > expiresAt;
  if (hasExpired && !expected.mayHaveExpired) throw AuthError.expired();
  if (content.time > now + MAX_SKEW_S) throw AuthError.notYetValid();
  const right = macOf(content, expected.secretKey);
  if (mac.length !== right.length || !timingSafeEqual(mac, right)) throw AuthError.wrongKey();
  return { expiresAt: expiresAt * 1_000, hasExpired };
}

const seconds = z.int().min(0);

const document = z.object({
  'TLS.ver': z.literal('2.0'),
  'TLS.identifier': z.string().refine(isSignable),
  'TLS.sdkappid': z.int(),
  'TLS.time': seconds,
  'TLS.expire': seconds,
  'TLS.userbuf': z.string().refine(isCanonicalBase64).optional(),
  'TLS.sig': z.string(),
});

const ALPHABET = /^[A-Za-z0-9*-]+_{0,2}$/;

function decode(userSig: string): { readonly content: SignedContent; readonly mac: Buffer } {
  const parsed = document.safeParse(parse(inflate(userSig)));
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.join('.') ?? '';
    throw AuthError.malformed(field === '' ? 'it holds no object' : `${field} is missing or wrong`);
  }
  const { data } = parsed;
  return {
    content: {
      sdkAppId: data['TLS.sdkappid'],
      userId: data['TLS.identifier'],
      time: data['TLS.time'],
      expire: data['TLS.expire'],
      userBuf: data['TLS.userbuf'],
    },
    mac: Buffer.from(data['TLS.sig'], 'base64'),
  };
}

function inflate(userSig: string): string {
  if (userSig.length > MAX_USER_SIG_LENGTH) throw AuthError.malformed('it is too long');
  if (!ALPHABET.test(userSig)) throw AuthError.malformed('it holds characters that are not of its alphabet');
  const packed = Buffer.from(fromUrlSafe(userSig), 'base64');
  try {
    return inflateSync(packed, { maxOutputLength: MAX_INFLATED_BYTES }).toString('utf8');
  } catch (cause) {
    throw AuthError.malformed('it is not zlib data, or too much of it', cause);
  }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw AuthError.malformed('it holds no JSON', cause);
  }
}

/** Keeps line breaks, and with them further lines, out of the signed text. */
function isCanonicalBase64(text: string): boolean {
  return Buffer.from(text, 'base64').toString('base64') === text;
}
