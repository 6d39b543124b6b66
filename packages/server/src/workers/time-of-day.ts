import type { Logger } from '../log/logger.js';
import type { Cancel, Clock } from '../system/clock.js';

const LOOK_EVERY_MS = 10_000;
/** Less is no matter to anybody; clocks that drift are brought back by less. */
const WORTH_TELLING_MS = 2_000;

/** By how much the time of day is ahead of server time, ms: what it has been set by since the start. */
export const offsetOf = (clock: Pick<Clock, 'now' | 'timeOfDay'>): number => clock.timeOfDay() - clock.now();

/** Tells whoever reads the log that the time of day was set. Returns what stops it. */
export function watchTimeOfDay(clock: Clock, log: Pick<Logger, 'warn'>): Cancel {
  let known = offsetOf(clock);
  let cancel: Cancel = () => {};
  const look = (): void => {
    const offset = offsetOf(clock);
    if (Math.abs(offset - known) >= WORTH_TELLING_MS) {
      log.warn(
        { setByS: Math.round((offset - known) / 1_000), offsetS: Math.round(offset / 1_000) },
        'the time of day was set; rings, calls and records keep the time before until the server is restarted',
      );
      known = offset;
    }
    cancel = clock.after(LOOK_EVERY_MS, look);
  };
  cancel = clock.after(LOOK_EVERY_MS, look);
  return () => cancel();
}
