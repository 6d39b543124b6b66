import type { Clock } from '../clock.js';

export interface ManualClock extends Clock {
  /** Moves time on and runs what becomes due, in order. */
  advance(ms: number): void;
}

/** A clock that stands still unless a test moves it. */
export function createManualClock(start: number): ManualClock {
  let time = start;
  const tasks = new Set<{ readonly at: number; readonly run: () => void }>();
  return {
    now: () => time,
    timeOfDay: () => time,
    after(ms, run) {
      const task = { at: time + Math.max(ms, 0), run };
      tasks.add(task);
      return () => tasks.delete(task);
    },
    advance(ms) {
      const end = time + ms;
      for (;;) {
        const [next] = [...tasks].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (next === undefined) break;
        tasks.delete(next);
        time = next.at;
        next.run();
      }
      time = end;
    },
  };
}
