/** One note of a tone: when it sounds within its cycle, how high, how long and how loud. */
export interface Note {
  /** s from the beginning of the cycle. */
  readonly at: number;
  /** s */
  readonly length: number;
  /** Hz */
  readonly frequency: number;
  /** 0–1 */
  readonly gain: number;
  /** How it begins and ends: struck like a bar, or held like a tone of the line. */
  readonly shape: 'struck' | 'held';
}

export interface Score {
  /** s until it repeats. */
  readonly cycle: number;
  readonly notes: readonly Note[];
}

const struck = (at: number, frequency: number, gain = 0.16): Note => ({
  at,
  length: 0.9,
  frequency,
  gain,
  shape: 'struck',
});

/** What the caller hears while it rings there: 1 s on, 3 s off, the tone of most of the world's exchanges. */
export const RINGBACK: Score = {
  cycle: 4,
  notes: [{ at: 0, length: 1, frequency: 425, gain: 0.07, shape: 'held' }],
};

/** What the callee hears: four wooden notes, twice, then a rest. */
export const BELL: Score = {
  cycle: 3,
  notes: [
    struck(0, 659.26),
    struck(0.14, 880),
    struck(0.28, 1108.73),
    struck(0.42, 880, 0.12),
    struck(0.8, 659.26, 0.14),
    struck(0.94, 880, 0.14),
    struck(1.08, 1318.51, 0.14),
  ],
};

/** Heard once, to try a speaker. */
export const TEST: Score = { cycle: 1, notes: [struck(0, 659.26), struck(0.18, 987.77)] };
