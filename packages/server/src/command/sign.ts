import { userId as wireUserId } from '@ringback/protocol/schemas';
import { signUserSig } from '../auth/sign.js';
import type { AppConfig } from '../config/config.js';
import { UsageError } from './usage.js';

/** What `ringback sign` was asked for, as it was typed. */
export interface SignArguments {
  readonly app: string | undefined;
  readonly user: string | undefined;
  /** Default: a day. */
  readonly expire: string | undefined;
}

const A_DAY_S = 24 * 60 * 60;
/** The published services sign for ten years at most. */
const LONGEST_S = 10 * 365 * A_DAY_S;

/** @throws UsageError */
export function sign({ app, user, expire }: SignArguments, apps: readonly AppConfig[], now: number): string {
  if (app === undefined || user === undefined) throw new UsageError('sign needs --app and --user');
  const found = apps.find(({ sdkAppId }) => String(sdkAppId) === app);
  if (found === undefined) throw new UsageError(`--app: no app ${app} is configured`);
  const checked = wireUserId.safeParse(user);
  if (!checked.success) throw new UsageError(`--user: ${checked.error.issues[0]?.message}`);
  const seconds = expire === undefined ? A_DAY_S : Number(expire);
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > LONGEST_S) {
    throw new UsageError(`--expire: must be a whole number of seconds from 1 to ${LONGEST_S}`);
  }
  const { sdkAppId, secretKey } = found;
  return signUserSig({ sdkAppId, secretKey, userId: user, expire: seconds, now });
}
