import type { Draft } from '../draft.js';
import { Refusal } from '../refusal.js';
import { MINUTE_MS, PAIR_WINDOW_MS, usageAt, withUnanswered, withUsage } from './usage.js';

/** Counts a call that is being placed. @throws Refusal when it, or a ring of it, is one too many (G-20). */
export function countCall(draft: Draft, userId: string, callees: readonly string[]): void {
  const { callsPerMinute } = draft.app.limits;
  const user = draft.user(userId);
  if (!user) return;
  const usage = usageAt(user, draft.now);
  refuseWhileOver(draft, [
    freeAt(usage.calls, MINUTE_MS, callsPerMinute, 1),
    ...callees.map((callee) => pairFreeAt(draft, userId, callee)),
  ]);
  if (callsPerMinute === 0) return;
  draft.putUser(withUsage(user, { ...usage, calls: [...usage.calls, draft.now] }));
}

/** Counts people who are being invited into a running call. @throws Refusal when they are too many (G-20). */
export function countInvites(draft: Draft, userId: string, callees: readonly string[]): void {
  const { invitesPerMinute } = draft.app.limits;
  const user = draft.user(userId);
  if (!user || callees.length === 0) return;
  const usage = usageAt(user, draft.now);
  refuseWhileOver(draft, [
    freeAt(usage.invites, MINUTE_MS, invitesPerMinute, callees.length),
    ...callees.map((callee) => pairFreeAt(draft, userId, callee)),
  ]);
  if (invitesPerMinute === 0) return;
  // More at once than the limit is may go through alone; they fill it.
  const added = callees.slice(0, invitesPerMinute).map(() => draft.now);
  draft.putUser(withUsage(user, { ...usage, invites: [...usage.invites, ...added] }));
}

/** Counts a ring that nobody answered, with him who had caused it. */
export function countUnanswered(draft: Draft, invitedBy: string, callee: string): void {
  const user = draft.user(invitedBy);
  if (!user || draft.app.limits.unansweredPerPairIn5Min === 0) return;
  const usage = usageAt(user, draft.now);
  draft.putUser(withUsage(user, withUnanswered(usage, { userId: callee, at: draft.now })));
}

function pairFreeAt(draft: Draft, userId: string, callee: string): number {
  const user = draft.user(userId);
  const rings = user ? usageAt(user, draft.now).unanswered : [];
  const times = rings.filter((ring) => ring.userId === callee).map(({ at }) => at);
  return freeAt(times, PAIR_WINDOW_MS, draft.app.limits.unansweredPerPairIn5Min, 1);
}

const ALREADY = Number.NEGATIVE_INFINITY;

/** When `more` fit under the limit beside those that still count, server ms. */
function freeAt(times: readonly number[], windowMs: number, limit: number, more: number): number {
  if (limit === 0) return ALREADY;
  const mustGo = times.length + Math.min(more, limit) - limit;
  const lastToGo = mustGo > 0 ? times[mustGo - 1] : undefined;
  return lastToGo === undefined ? ALREADY : lastToGo + windowMs;
}

/** With the time at which no limit stands in the way any more. */
function refuseWhileOver({ now }: Draft, freeTimes: readonly number[]): void {
  const free = Math.max(...freeTimes);
  if (free > now) throw Refusal.tooMany(Math.ceil((free - now) / 1_000));
}
