import type { Levels } from '../parts/levels.js';
import type { Clock } from './clock.js';
import type { Engine } from './engine.js';
import type { Journal } from './journal.js';
import type { Store } from './store.js';

/** What every part of the app works with. */
export interface Environment {
  readonly store: Store;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly levels: Levels;
  /** The engine of whoever is signed in. Throws where nobody is. */
  readonly engine: () => Engine;
}
