import type { Device, KickedDevice, UserState } from '../state.js';

/** A page that sleeps longer logs in as a new device. */
const REMEMBERED_MS = 7 * 24 * 60 * 60_000;
/** Devices remembered of one user, the newest. */
const MAX_KICKED = 8;

/** G-11: a device that was away when it was kicked out must not log in again by itself. */
export function rememberKicked(user: UserState, device: Device, now: number): UserState {
  const { id, tokenHash, unconfirmedFrom } = device;
  const tokenHashes = unconfirmedFrom === null ? [tokenHash] : [tokenHash, unconfirmedFrom];
  const before = (user.kicked ?? []).filter((kicked) => isRemembered(kicked, now));
  return { ...user, kicked: [...before, { id, tokenHashes, at: now }].slice(-MAX_KICKED) };
}

/** Whether this device was kicked out; only whoever has its token learns it. */
export const wasKicked = (
  user: UserState | undefined,
  deviceId: string,
  claimHash: string,
  now: number,
): boolean =>
  user?.kicked?.some(
    (kicked) => kicked.id === deviceId && kicked.tokenHashes.includes(claimHash) && isRemembered(kicked, now),
  ) ?? false;

const isRemembered = ({ at }: KickedDevice, now: number): boolean => now - at < REMEMBERED_MS;
