/** Schedules of one seed: few enough that a failure is soon found again. */
const SHIFT = 1_000;

/** What one core does next. */
export interface Shift {
  readonly seed: number;
  readonly count: number;
  readonly users: readonly number[];
}

/** How a shift ended. */
export type ShiftReport =
  | { readonly held: true; readonly seed: number; readonly runs: number }
  | { readonly held: false; readonly seed: number; readonly runs: number; readonly report: string };

export interface Night {
  readonly count: number;
  readonly users: readonly number[];
  /** All of one seed, in one shift; null: each shift draws its own. */
  readonly seed: number | null;
}

/** The shifts of a night, drawn when they are due. @param drawn A random seed: 0 to 2³¹ − 1. */
export function* shiftsOf({ count, users, seed }: Night, drawn: () => number): Generator<Shift, void> {
  if (seed !== null) {
    yield { seed, count, users };
    return;
  }
  for (let left = count; left > 0; left -= SHIFT) {
    yield { seed: drawn(), count: Math.min(left, SHIFT), users };
  }
}
