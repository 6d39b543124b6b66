import { createHmac } from 'node:crypto';

/** What a UserSig says, and what its MAC covers (TLSSigAPIv2). Times are in Unix seconds, `expire` is a duration. */
export interface SignedContent {
  readonly sdkAppId: number;
  readonly userId: string;
  readonly time: number;
  readonly expire: number;
  /** Standard base64; undefined: the UserSig carries none. */
  readonly userBuf: string | undefined;
}

/**
 * The MAC of a UserSig. The fields are lines of one text, so whoever calls this must have made sure that no field holds a line
 * break: otherwise one text could be read as two different contents.
 */
export function macOf(content: SignedContent, secretKey: string): Buffer {
  const lines = [
    `TLS.identifier:${content.userId}\n`,
    `TLS.sdkappid:${content.sdkAppId}\n`,
    `TLS.time:${content.time}\n`,
    `TLS.expire:${content.expire}\n`,
    content.userBuf === undefined ? '' : `TLS.userbuf:${content.userBuf}\n`,
  ];
  return createHmac('sha256', secretKey).update(lines.join(''), 'utf8').digest();
}

/**
 * Line breaks would make further lines. Half a surrogate pair has no UTF-8, so the MAC of one would be that of every other, and of
 * U+FFFD: three names with one UserSig.
 */
const UNSIGNABLE = /[\p{Cc}\p{Cs}]/u;

/** A userID that is one line of the signed text, and the only one with these bytes. */
export const isSignable = (userId: string): boolean => userId !== '' && !UNSIGNABLE.test(userId);

/** Base64 with the three characters that need escaping in a URL replaced. Not the usual base64url. */
export const toUrlSafe = (base64: string): string =>
  base64.replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_');

export const fromUrlSafe = (text: string): string =>
  text.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '=');
