import { uptime } from 'node:os';
import { createServerTime } from './server-time.js';

/** Time and timers. Injected, so that everything that waits is tested in virtual time. */
export interface Clock {
  /** Server time, ms since 1970. While a process runs it goes on as time does, whatever the time of day is set to. */
  now(): number;
  /** Ms since 1970, as the machine has it at this moment: for what others check by clocks of their own. It may be set at any time. */
  timeOfDay(): number;
  /**
   * Runs `task` once, `ms` from now; not before the current task is over. Returns what cancels it, which does nothing once the
   * task has run.
   */
  after(ms: number, task: () => void): Cancel;
}

export type Cancel = () => void;

/** Node fires a timer with a longer delay at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The machine's clock. A delay beyond 24 days is cut to that. */
export const systemClock: Clock = {
  now: createServerTime({
    timeOfDay: Date.now,
    monotonic: () => performance.now(),
    sinceBoot: () => uptime() * 1_000,
  }),
  timeOfDay: Date.now,
  after(ms, task) {
    const timer = setTimeout(task, Math.min(Math.max(ms, 0), LONGEST_TIMER_MS));
    return () => clearTimeout(timer);
  },
};
