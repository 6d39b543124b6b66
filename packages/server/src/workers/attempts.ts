import type { Wake } from '../store/contract.js';
import type { Cancel, Clock } from '../system/clock.js';

/** A wake that is still due after its commit waits this long before the next try, doubled each time. */
const FIRST_REST_MS = 100;
const LONGEST_REST_MS = 10_000;

interface Attempt {
  readonly at: number;
  readonly count: number;
  readonly stage:
    | { readonly is: 'tried' }
    | { readonly is: 'resting'; readonly cancel: Cancel }
    | { readonly is: 'rested' };
}

/**
 * The wakes that were committed and may be due still: the commit failed, or left the wake where it was. Such a one rests before it
 * is tried again, so that it neither holds up the others nor spins. The rest is measured by a timer: the time of day may jump.
 */
export class Attempts {
  readonly #clock: Clock;
  readonly #onRested: () => void;
  readonly #attempts = new Map<string, Attempt>();

  constructor(clock: Clock, onRested: () => void) {
    this.#clock = clock;
    this.#onRested = onRested;
  }

  get size(): number {
    return this.#attempts.size;
  }

  /** Those of the wakes that are due now which may be tried. What is no longer due is forgotten. */
  ready(due: readonly Wake[]): readonly Wake[] {
    const listed = new Set(due.map(keyOf));
    for (const [key, { stage }] of this.#attempts) {
      if (listed.has(key)) continue;
      if (stage.is === 'resting') stage.cancel();
      this.#attempts.delete(key);
    }
    return due.filter((wake) => this.#isReady(wake));
  }

  /** How often this wake was tried, this time included. */
  tried(wake: Wake): number {
    const before = this.#attempts.get(keyOf(wake));
    const count = (before?.at === wake.at ? before.count : 0) + 1;
    this.#attempts.set(keyOf(wake), { at: wake.at, count, stage: { is: 'tried' } });
    return count;
  }

  stop(): void {
    for (const { stage } of this.#attempts.values()) if (stage.is === 'resting') stage.cancel();
    this.#attempts.clear();
  }

  #isReady(wake: Wake): boolean {
    const key = keyOf(wake);
    const attempt = this.#attempts.get(key);
    if (attempt?.at !== wake.at || attempt.stage.is === 'rested') return true;
    if (attempt.stage.is === 'tried') {
      const cancel = this.#clock.after(restAfter(attempt.count), () => {
        this.#attempts.set(key, { ...attempt, stage: { is: 'rested' } });
        this.#onRested();
      });
      this.#attempts.set(key, { ...attempt, stage: { is: 'resting', cancel } });
    }
    return false;
  }
}

const restAfter = (count: number): number => Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** (count - 1));

const keyOf = ({ appId, input }: Wake): string =>
  'callId' in input ? `${appId} call ${input.callId}` : `${appId} user ${input.userId}`;
