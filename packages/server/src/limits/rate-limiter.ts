import type { Clock } from '../system/clock.js';

export interface RateLimiterOptions {
  readonly windowMs: number;
  /** Keys remembered at once; the one that has been quiet longest is forgotten first. */
  readonly maxKeys: number;
}

export type Taken = { readonly ok: true } | { readonly ok: false; readonly retryAfterS: number };

const OK: Taken = { ok: true };

/**
 * A sliding window for each key: at most so many in any time of this length. Holds at most `maxKeys` times as many numbers as the
 * most that is asked for, and nothing of a key that has been quiet for a window once others come.
 */
export class RateLimiter {
  readonly #options: RateLimiterOptions;
  readonly #clock: Pick<Clock, 'now'>;
  /** Times, oldest first; keys in order of their last one. */
  readonly #taken = new Map<string, number[]>();

  constructor(options: RateLimiterOptions, clock: Pick<Clock, 'now'>) {
    this.#options = options;
    this.#clock = clock;
  }

  /** Keys remembered. */
  get size(): number {
    return this.#taken.size;
  }

  /** Counts one for this key, or says when the next one is free. @param most 0: no limit, and nothing is remembered. */
  take(key: string, most: number): Taken {
    if (most === 0) return OK;
    const now = this.#clock.now();
    const times = this.#recent(key, now);
    const taken = this.#room(times, most, now);
    if (!taken.ok) return taken;
    times.push(now);
    this.#taken.delete(key);
    this.#taken.set(key, times);
    this.#forget(now);
    return OK;
  }

  /** What `take` would say. */
  check(key: string, most: number): Taken {
    if (most === 0) return OK;
    const now = this.#clock.now();
    return this.#room(this.#recent(key, now), most, now);
  }

  #room(times: readonly number[], most: number, now: number): Taken {
    const mustGo = times[times.length - most];
    if (mustGo === undefined) return OK;
    return { ok: false, retryAfterS: Math.ceil((mustGo + this.#options.windowMs - now) / 1_000) };
  }

  #recent(key: string, now: number): number[] {
    const times = this.#taken.get(key) ?? [];
    // Times from the future are those of a clock that was set back.
    if ((times.at(-1) ?? now) > now) times.length = 0;
    const first = times.findIndex((at) => at > now - this.#options.windowMs);
    if (first !== 0) times.splice(0, first === -1 ? times.length : first);
    return times;
  }

  #forget(now: number): void {
    for (const [key, times] of this.#taken) {
      const isQuiet = (times.at(-1) ?? 0) <= now - this.#options.windowMs;
      if (!isQuiet && this.#taken.size <= this.#options.maxKeys) return;
      this.#taken.delete(key);
    }
  }
}
