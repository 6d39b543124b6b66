import type { UnansweredRing, Usage, UserState } from '../state.js';

/** Windows of the limits (G-20). A time counts until this long after it. */
export const MINUTE_MS = 60_000;
export const PAIR_WINDOW_MS = 5 * MINUTE_MS;

/** Unanswered rings that are remembered of one user, the newest: whoever rings so many others is slowed down by the other limits. */
const MAX_UNANSWERED = 256;

const NONE: Usage = { calls: [], invites: [], unanswered: [] };

/** What counts at `now`. Times from the future are those of a clock that was set back: they count no more. */
export function usageAt({ usage = NONE }: UserState, now: number): Usage {
  const counts = (at: number, windowMs: number) => at <= now && now < at + windowMs;
  return {
    calls: usage.calls.filter((at) => counts(at, MINUTE_MS)),
    invites: usage.invites.filter((at) => counts(at, MINUTE_MS)),
    unanswered: usage.unanswered.filter(({ at }) => counts(at, PAIR_WINDOW_MS)),
  };
}

/** Usage of which nothing counts is not kept. */
export function withUsage({ usage: _, ...user }: UserState, usage: Usage): UserState {
  const isEmpty = usage.calls.length + usage.invites.length + usage.unanswered.length === 0;
  return isEmpty ? user : { ...user, usage };
}

export const withUnanswered = (usage: Usage, ring: UnansweredRing): Usage => ({
  ...usage,
  unanswered: [...usage.unanswered, ring].slice(-MAX_UNANSWERED),
});

/** When the last of it has ceased to count, server ms. */
export const countsUntil = ({ calls, invites, unanswered }: Usage): number =>
  Math.max(
    ...[...calls.slice(-1), ...invites.slice(-1)].map((at) => at + MINUTE_MS),
    ...unanswered.slice(-1).map(({ at }) => at + PAIR_WINDOW_MS),
  );
