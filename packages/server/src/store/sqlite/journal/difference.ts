import type { CallState } from '@ringback/calls';

/** What makes one state of a call out of the one before: the fields that differ, and of lists what is new in them. */
export type CallDifference = Readonly<Record<string, unknown>>;

/** A list that is made from another: runs of that one, each from an index up to another, and what is new. */
type ListDifference<T extends object> = readonly (Run | T)[];
type Run = readonly [from: number, to: number];

/** A state is never changed in place, so what is the same is the same object. */
export function differenceOf(before: CallState, after: CallState): CallDifference {
  const difference: Record<string, unknown> = {};
  for (const key of Object.keys(after) as (keyof CallState)[]) {
    if (after[key] !== before[key]) difference[key] = after[key];
  }
  if (difference.members) difference.members = listDifference(before.members, after.members);
  if (difference.past) difference.past = listDifference(before.past, after.past);
  return difference;
}

/** @param difference What `differenceOf` has given, as it was written and read. */
export function changedBy(before: CallState, difference: CallDifference): CallState {
  const { members, past } = difference as Record<'members' | 'past', ListDifference<never> | undefined>;
  return {
    ...before,
    ...difference,
    members: members ? listIn(before.members, members) : before.members,
    past: past ? listIn(before.past, past) : before.past,
  };
}

function listDifference<T extends object>(before: readonly T[], after: readonly T[]): ListDifference<T> {
  const difference: (Run | T)[] = [];
  /** The first of those before that may still be taken over, and how many of them just were, one behind the other. */
  let next = 0;
  let length = 0;
  const endRun = () => {
    if (length > 0) difference.push([next - length, next]);
    length = 0;
  };
  for (const item of after) {
    const at = before.indexOf(item, next);
    if (at !== next) endRun();
    if (at < 0) {
      difference.push(item);
      continue;
    }
    next = at + 1;
    length += 1;
  }
  endRun();
  return difference;
}

const isRun = <T extends object>(part: Run | T): part is Run => Array.isArray(part);

const listIn = <T extends object>(before: readonly T[], difference: ListDifference<T>): readonly T[] =>
  difference.flatMap((part) => (isRun(part) ? before.slice(part[0], part[1]) : [part]));
