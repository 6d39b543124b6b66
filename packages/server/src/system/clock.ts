/** Server time and timers. Injected, so that everything that waits is tested in virtual time. */
export interface Clock {
  /** Server time, ms since 1970. */
  now(): number;
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
  now: () => Date.now(),
  after(ms, task) {
    const timer = setTimeout(task, Math.min(Math.max(ms, 0), LONGEST_TIMER_MS));
    return () => clearTimeout(timer);
  },
};
