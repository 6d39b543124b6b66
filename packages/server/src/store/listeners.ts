import type { StoreLog } from './log.js';

/** Who is told of what was committed. A listener's fault is its own: the others hear of it all the same. */
export class Listeners<A extends readonly unknown[]> {
  readonly #listeners = new Set<(...args: A) => void>();
  readonly #log: StoreLog;
  readonly #what: string;

  constructor(log: StoreLog, what: string) {
    this.#log = log;
    this.#what = what;
  }

  add(listener: (...args: A) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit(...args: A): void {
    for (const listener of this.#listeners) {
      try {
        listener(...args);
      } catch (err) {
        this.#log.error({ err }, `a listener of ${this.#what} failed`);
      }
    }
  }
}
