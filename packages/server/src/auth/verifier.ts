import type { Clock } from '../system/clock.js';
import { type Expected, type Verified, verifyUserSig } from './verify.js';

/** Verifies UserSigs of an app at the time of `clock`. Throws `AuthError`. */
export type Verify = (
  app: SigningApp,
  userId: string,
  userSig: string,
  options?: Pick<Expected, 'mayHaveExpired'>,
) => Verified;

export interface SigningApp {
  readonly sdkAppId: number;
  readonly secretKey: string;
}

export function createVerify(clock: Clock): Verify {
  return ({ sdkAppId, secretKey }, userId, userSig, options) =>
    verifyUserSig(userSig, { ...options, sdkAppId, secretKey, userId, now: clock.now() });
}
