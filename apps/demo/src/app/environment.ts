import type { Levels } from '../parts/levels.js';
import type { Engine } from './engine.js';
import type { Journal } from './journal.js';
import type { Store } from './store.js';

/** Time as the app uses it; tests bring their own. */
export interface Clock {
  /** Monotonic ms. */
  now(): number;
  /** ms since 1970. */
  wall(): number;
  /** Runs `job` after `ms`; returns what calls it off. */
  after(ms: number, job: () => void): () => void;
}

/** What every part of the app works with. */
export interface Environment {
  readonly store: Store;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly levels: Levels;
  /** The engine of whoever is signed in. Throws where nobody is. */
  readonly engine: () => Engine;
}

export const browserClock: Clock = {
  now: () => performance.now(),
  wall: () => Date.now(),
  after(ms, job) {
    const timer = setTimeout(job, ms);
    return () => clearTimeout(timer);
  },
};
