/** What something carries, as a share of what is asked of it. It falls at once, and rises by trial. Times in ms. */
export interface Bound {
  /** Above 0, up to 1: all of it. */
  readonly share: number;
  /** What is measured before this is still the effect of what was before. */
  readonly settledAt: number;
  /** When it is tried to rise, or was. */
  readonly trialAt: number;
  /** From a fall to the trial; longer after each that failed. */
  readonly patience: number;
}

/** Congestion control has found its rate by then, and encoders their level. */
const SETTLE_MS = 8_000;
const PATIENCE_MS = 8_000;
const MAX_PATIENCE_MS = 60_000;
const LEAST_SHARE = 1 / 32;

export const unbound = (now: number): Bound => ({
  share: 1,
  settledAt: now + SETTLE_MS,
  trialAt: Number.NEGATIVE_INFINITY,
  patience: PATIENCE_MS,
});

/** @param carried the share that is carried now; null: all that is sent */
export function follow(bound: Bound, carried: number | null, now: number): Bound {
  const { share, settledAt, trialAt } = bound;
  if (now < settledAt) return bound;
  const sinceTrial = now - trialAt;
  if (carried !== null) {
    const failed = sinceTrial >= 0 && sinceTrial < MAX_PATIENCE_MS;
    const patience = failed ? Math.min(2 * bound.patience, MAX_PATIENCE_MS) : bound.patience;
    const fallen = Math.max(Math.min(share, carried), LEAST_SHARE);
    return { share: fallen, settledAt: now + SETTLE_MS, trialAt: now + patience, patience };
  }
  if (share < 1 && sinceTrial >= 0) {
    return { ...bound, share: Math.min(1, 2 * share), settledAt: now + SETTLE_MS, trialAt: now };
  }
  return sinceTrial < MAX_PATIENCE_MS ? bound : { ...bound, patience: PATIENCE_MS };
}
