/** Time as the app uses it; tests bring their own. */
export interface Clock {
  /** Monotonic ms. */
  now(): number;
  /** ms since 1970. */
  wall(): number;
  /** Runs `job` after `ms`; returns what calls it off. */
  after(ms: number, job: () => void): () => void;
}

export const browserClock: Clock = {
  now: () => performance.now(),
  wall: () => Date.now(),
  after(ms, job) {
    const timer = setTimeout(job, ms);
    return () => clearTimeout(timer);
  },
};
