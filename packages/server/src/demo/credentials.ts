import { AuthError } from '../auth/error.js';
import type { Verify } from '../auth/verifier.js';
import type { AppConfig } from '../config/config.js';

const SCHEME = /^UserSig (\d{1,10}):([^:\s]+):(\S+)$/;

/**
 * Verifies `Authorization: UserSig <sdkAppId>:<userId>:<userSig>`, with the userId percent-encoded (`encodeURIComponent`), as a
 * header cannot hold every name. Returns the userId. @throws AuthError
 */
export function verifyAuthorization(header: string | undefined, app: AppConfig, verify: Verify): string {
  const [, sdkAppId, encoded = '', userSig = ''] = SCHEME.exec(header ?? '') ?? [];
  if (sdkAppId === undefined) {
    throw AuthError.malformed('the Authorization header must be `UserSig <sdkAppId>:<userId>:<userSig>`');
  }
  if (Number(sdkAppId) !== app.sdkAppId) throw AuthError.wrongApp(Number(sdkAppId));
  const userId = decode(encoded);
  verify(app, userId, userSig);
  return userId;
}

function decode(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch (cause) {
    throw AuthError.malformed('the userId in the Authorization header is not percent-encoded', cause);
  }
}
