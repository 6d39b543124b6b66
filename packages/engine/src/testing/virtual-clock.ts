import type { Cancel, Clock } from '../platform/platform.js';

interface Timer {
  readonly at: number;
  readonly task: () => void;
}

/** Time that passes when a test says so. */
export class VirtualClock implements Clock {
  #now = 1_000;
  #timers: Timer[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, task: () => void): Cancel {
    const timer = { at: this.#now + ms, task };
    this.#timers = [...this.#timers, timer].sort((one, other) => one.at - other.at);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** How many timers wait. */
  get pending(): number {
    return this.#timers.length;
  }

  /** Goes on to the next timer, at most until `end`, and runs it. false: there was none. */
  step(end: number): boolean {
    const [next, ...rest] = this.#timers;
    if (!next || next.at > end) {
      this.#now = Math.max(this.#now, end);
      return false;
    }
    this.#timers = rest;
    this.#now = Math.max(this.#now, next.at);
    next.task();
    return true;
  }
}
