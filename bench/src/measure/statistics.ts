/**
 * The smallest sample that at least `q` of all samples do not exceed (nearest rank), so a p99 is always a value that occurred.
 * @param q From 0 to 1. @throws RangeError without samples.
 */
export function quantile(samples: readonly number[], q: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const rank = Math.max(1, Math.ceil(q * sorted.length));
  const value = sorted[Math.min(rank, sorted.length) - 1];
  if (value === undefined) throw new RangeError('a quantile of no samples');
  return value;
}

/** The middle one, or the mean of the two in the middle. @throws RangeError without samples. */
export function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new RangeError('a median of no samples');
  return (upper + lower) / 2;
}

/** Several rounds of one figure. */
export interface Rounds {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export function rounds(samples: readonly number[]): Rounds {
  return { median: median(samples), least: Math.min(...samples), most: Math.max(...samples) };
}
