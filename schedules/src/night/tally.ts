import type { ShiftReport } from './shift.js';

/** What the night has come to. */
export class Tally {
  readonly #count: number;
  readonly #began: number;
  #runs = 0;
  readonly #failed: number[] = [];

  /** @param count Schedules that are asked for. @param began ms of a clock that never jumps. */
  constructor(count: number, began: number) {
    this.#count = count;
    this.#began = began;
  }

  /** No rule was broken yet. */
  get held(): boolean {
    return this.#failed.length === 0;
  }

  add(report: ShiftReport): void {
    this.#runs += report.runs;
    if (!report.held) this.#failed.push(report.seed);
  }

  soFar(now: number): string {
    const seconds = (now - this.#began) / 1_000;
    const failures = this.held ? 'none failed' : `failed: seeds ${this.#failed.join(', ')}`;
    return `${this.#runs} of ${this.#count} schedules in ${Math.round(seconds)} s, ${failures}`;
  }
}
