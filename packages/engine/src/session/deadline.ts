import { Code } from '@ringback/protocol';
import { Failure } from '../errors/failure.js';
import type { Cancel, Clock } from '../platform/platform.js';

/** Every promise settles within this time (G-16), also while a browser waits for somebody to answer its question. */
const SETTLE_WITHIN_MS = 15_000;

/** The end of one method's patience: its time is over, or what it was about is. */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #cancel: Cancel;

  constructor(clock: Clock) {
    this.#cancel = clock.after(SETTLE_WITHIN_MS, () => this.#controller.abort());
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** What this was about is over: whoever waits rejects with this. */
  abort(reason: Failure): void {
    this.#controller.abort(reason);
  }

  /** Settles as `work` does, or rejects at the deadline. `work` goes on by itself: its owner stops what it gives. */
  async race<T>(work: Promise<T>): Promise<T> {
    const { signal } = this;
    // Whoever loses the race must not become an unhandled rejection.
    work.catch(() => {});
    let stop: () => void = () => {};
    const aborted = new Promise<never>((_, reject) => {
      stop = () => reject(reasonOf(signal));
      if (signal.aborted) stop();
      else signal.addEventListener('abort', stop);
    });
    try {
      return await Promise.race([work, aborted]);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  /** The method is done. */
  end(): void {
    this.#cancel();
  }
}

function reasonOf({ reason }: AbortSignal): Failure {
  return reason instanceof Failure
    ? reason
    : new Failure(Code.UNKNOWN, `the browser gave no device within ${SETTLE_WITHIN_MS / 1_000} s`);
}
