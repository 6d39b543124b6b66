import type { PathSample } from './plane.js';

/** As ON_USER_NETWORK_QUALITY_CHANGED says it; from 4 on kits call it poor. */
export const Quality = {
  UNKNOWN: 0,
  EXCELLENT: 1,
  GOOD: 2,
  FAIR: 3,
  POOR: 4,
  VERY_POOR: 5,
  DISCONNECTED: 6,
} as const;
export type Quality = (typeof Quality)[keyof typeof Quality];

/**
 * Upper ends of excellent, good, fair and poor.
 * Round trip, ms: ITU-T G.114 finds 150 ms one way fine and 400 ms one way the end of what people accept.
 * Loss, %: Opus' FEC hides a few percent; speech suffers from 8 and is hard to follow from 15, video freezes before.
 */
const DELAY_STEPS = [150, 300, 500, 800];
const LOSS_STEPS = [1, 3, 8, 15];

/** The quality of what comes from this user: the worse of delay and loss decides. */
export function remoteQuality(sample: PathSample): Quality {
  return qualityOf(sample, sample.downLoss);
}

/**
 * The quality of the own network, from what arrives of what this page sends. With several users the best path decides: what
 * all of them share is this page's network, what one of them suffers alone is his own. No path: unknown.
 */
export function selfQuality(samples: readonly PathSample[]): Quality {
  const known = samples
    .map((sample) => qualityOf(sample, sample.upLoss))
    .filter((quality) => quality !== Quality.UNKNOWN);
  return known.length === 0 ? Quality.UNKNOWN : (Math.min(...known) as Quality);
}

function qualityOf(sample: PathSample, loss: number | null): Quality {
  if (!sample.connected) return Quality.DISCONNECTED;
  return Math.max(grade(sample.delay, DELAY_STEPS), grade(loss, LOSS_STEPS)) as Quality;
}

function grade(value: number | null, steps: readonly number[]): number {
  if (value === null) return Quality.UNKNOWN;
  const step = steps.findIndex((end) => value <= end);
  return step < 0 ? Quality.VERY_POOR : step + 1;
}
