import type { Draft } from '../draft.js';
import type { PastPart } from '../state.js';

/** Rings and stays that are over and remembered for each place in a call. */
const PAST_PER_PLACE = 25;

/**
 * With more that are over. A call in which people come and go for days stays small enough to be written with every change: beyond the
 * bound the oldest are no longer in its record.
 */
export function withPast(
  draft: Draft,
  past: readonly PastPart[],
  added: readonly PastPart[],
): readonly PastPart[] {
  if (added.length === 0) return past;
  const most = PAST_PER_PLACE * draft.app.maxMembers;
  const all = [...past, ...added];
  return all.length > most ? all.slice(-most) : all;
}
