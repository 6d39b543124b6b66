/** What a machine knows of time, ms each. */
export interface TimeSources {
  /** Since 1970. Set by people and time servers, at any moment and by any amount. */
  readonly timeOfDay: () => number;
  /** Since any moment. Never set; stands still while the machine is suspended. */
  readonly monotonic: () => number;
  /** Since the machine's start, also while it is suspended; to a second or so. In a container it may come to be the host's, days more. */
  readonly sinceBoot: () => number;
}

/** So often it is asked whether the machine was suspended: it costs a system call. */
const LOOK_MS = 1_000;
/** What `sinceBoot` may be off without meaning anything. */
const COARSE_MS = 3_000;

/**
 * Server time: the time of day at the start, and from then on what has really passed. So a clock that is set ends no ring and no grace
 * time, and leaves none behind, while what is kept for the next process is a time of day. When the machine was suspended, that time has
 * passed: both other clocks say so then, and where they differ the smaller is believed.
 */
export function createServerTime({ timeOfDay, monotonic, sinceBoot }: TimeSources): () => number {
  let base = timeOfDay() - monotonic();
  let lookedAt = monotonic();
  let boot = sinceBoot() - lookedAt;
  let day = timeOfDay() - lookedAt;
  return () => {
    const steady = monotonic();
    if (steady - lookedAt >= LOOK_MS) {
      lookedAt = steady;
      const byBoot = sinceBoot() - steady - boot;
      const byDay = timeOfDay() - steady - day;
      const suspended = Math.min(byBoot, byDay);
      if (suspended > COARSE_MS) base += suspended;
      if (Math.abs(byBoot) > COARSE_MS) boot += byBoot;
      day += byDay;
    }
    return Math.floor(base + steady);
  };
}
