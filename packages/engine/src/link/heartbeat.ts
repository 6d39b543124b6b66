import { PING_IDLE_MS, PING_IN_CALL_MS, PINGS_MISSED } from '@ringback/protocol';
import type { Cancel, Clock } from '../platform/platform.js';

export type Rhythm = 'call' | 'idle';

const PERIOD_MS: Readonly<Record<Rhythm, number>> = { call: PING_IN_CALL_MS, idle: PING_IDLE_MS };

/**
 * Notices that nothing comes any more. The server pings every 2 s in a call or ring and every 25 s otherwise; three missing pings
 * are a broken link.
 *
 * The engine knows the rhythm from its own session: it learns of a call or ring over this very link, by which time the server
 * has changed to the fast rhythm, so that the shorter limit is right from then on; and when it learns of the end, the longer one
 * is. Whatever the server sends counts as a sign of life, not only pings.
 *
 * It compares times when a timer fires and does not trust the timer: hidden tabs hold timers back, and a machine that slept finds
 * its link broken at the first look.
 */
export class Heartbeat {
  readonly #clock: Clock;
  readonly #onSilent: () => void;
  #heardAt: number;
  #limit: number;
  #cancel: Cancel;

  constructor(clock: Clock, rhythm: Rhythm, onSilent: () => void) {
    this.#clock = clock;
    this.#onSilent = onSilent;
    this.#heardAt = clock.now();
    this.#limit = PERIOD_MS[rhythm] * PINGS_MISSED;
    this.#cancel = this.#look(this.#limit);
  }

  get heardAt(): number {
    return this.#heardAt;
  }

  heard(): void {
    this.#heardAt = this.#clock.now();
  }

  /** The new limit counts from now on: until the server knows, it may keep to the slower rhythm. */
  set rhythm(rhythm: Rhythm) {
    const limit = PERIOD_MS[rhythm] * PINGS_MISSED;
    if (limit === this.#limit) return;
    this.#limit = limit;
    this.#cancel();
    this.#cancel = this.#look(limit);
  }

  stop(): void {
    this.#cancel();
  }

  #look(inMs: number): Cancel {
    return this.#clock.after(inMs, () => {
      const left = this.#heardAt + this.#limit - this.#clock.now();
      if (left > 0) this.#cancel = this.#look(left);
      else this.#onSilent();
    });
  }
}
