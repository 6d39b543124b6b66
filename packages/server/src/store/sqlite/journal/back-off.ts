import type { Clock } from '../../../system/clock.js';

const FIRST_MS = 100;
const LONGEST_MS = 10_000;

/** Keeps what has failed from being tried at every turn: the pause doubles with each failure. */
export class BackOff {
  readonly #clock: Pick<Clock, 'now'>;
  #failure: unknown;
  #until = 0;
  #nextMs = FIRST_MS;

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  /** It is not to be tried yet. */
  get isOn(): boolean {
    return this.#failure !== undefined && this.#clock.now() < this.#until;
  }

  /** Why it failed the last time; undefined: it did not. */
  get failure(): unknown {
    return this.#failure;
  }

  failed(cause: unknown): void {
    this.#failure = cause;
    this.#until = this.#clock.now() + this.#nextMs;
    this.#nextMs = Math.min(2 * this.#nextMs, LONGEST_MS);
  }

  succeeded(): void {
    this.#failure = undefined;
    this.#nextMs = FIRST_MS;
  }
}
