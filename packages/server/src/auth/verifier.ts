import type { Clock } from '../system/clock.js';
import { type Expected, type Verified, verifyUserSig } from './verify.js';

/** Verifies UserSigs of an app, which are signed by other machines' clocks, at the time of day. Throws `AuthError`. */
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

export function createVerify(clock: Pick<Clock, 'timeOfDay'>): Verify {
  return ({ sdkAppId, secretKey }, userId, userSig, options) =>
    verifyUserSig(userSig, { ...options, sdkAppId, secretKey, userId, now: clock.timeOfDay() });
}
