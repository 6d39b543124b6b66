import { countsUntil } from '../rules/usage.js';
import type { CallState, UserState } from '../state.js';

/** ON_USER_LINK_CHANGED comes this long after a close: short breaks do not flicker (S1-27). */
export const ANNOUNCE_AFTER_MS = 3_000;

/**
 * When this call next needs the clock, server ms; null: never. A state's timers are a function of the state, so none can be
 * forgotten or left behind.
 */
export function wakeOfCall(call: CallState): number | null {
  let first: number | null = null;
  for (const member of call.members) {
    if (member.state !== 'in' && (first === null || member.until < first)) first = member.until;
  }
  return first;
}

/**
 * When this user next needs the clock, server ms; null: never. What counts towards his limits is forgotten whenever he is written;
 * only he who has no device left, and so may never be written again, is woken for it (G-20).
 */
export function wakeOfUser(user: UserState): number | null {
  if (user.devices.length === 0) return user.usage ? countsUntil(user.usage) : null;
  const times = user.devices.flatMap(({ link }) =>
    link.state === 'up' ? [] : link.announced ? [link.until] : [link.at + ANNOUNCE_AFTER_MS, link.until],
  );
  return times.length === 0 ? null : Math.min(...times);
}
