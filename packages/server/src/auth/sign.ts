import { deflateSync } from 'node:zlib';
import { isSignable, macOf, toUrlSafe } from './document.js';

export interface SignRequest {
  readonly sdkAppId: number;
  /** Used as its characters, not hex-decoded. */
  readonly secretKey: string;
  readonly userId: string;
  /** How long it is good for, whole seconds. */
  readonly expire: number;
  /** Server time, ms. */
  readonly now: number;
  /** Carried and covered by the MAC. */
  readonly userBuf?: Uint8Array | undefined;
}

/**
 * Makes a UserSig as TLSSigAPIv2 does. Two builds of zlib give different text for the same content, so never compare UserSigs:
 * verify them.
 * @throws RangeError for a userId that is empty or holds control characters or half of a surrogate pair, or an `expire` that is no whole number of seconds.
 */
export function signUserSig(request: SignRequest): string {
  const { sdkAppId, userId, expire, secretKey } = request;
  if (!isSignable(userId))
    throw new RangeError('userId must not be empty or hold control characters or half of a surrogate pair');
  if (!Number.isSafeInteger(expire) || expire < 1) {
    throw new RangeError('expire must be a whole number of seconds, at least 1');
  }
  const time = Math.floor(request.now / 1_000);
  const userBuf = request.userBuf === undefined ? undefined : Buffer.from(request.userBuf).toString('base64');
  const json = JSON.stringify({
    'TLS.ver': '2.0',
    'TLS.identifier': userId,
    'TLS.sdkappid': sdkAppId,
    'TLS.time': time,
    'TLS.expire': expire,
    'TLS.userbuf': userBuf,
    'TLS.sig': macOf({ sdkAppId, userId, time, expire, userBuf }, secretKey).toString('base64'),
  });
  return toUrlSafe(deflateSync(json).toString('base64'));
}
