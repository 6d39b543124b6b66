/**
 * Runs jobs one after the other, each in a task of its own: what a job resolves has been seen by the app before the next job emits
 * anything (G-15), and events keep the order in which the server committed them (G-05).
 */
export class Lane {
  readonly #later: (task: () => void) => void;
  readonly #report: (error: unknown) => void;
  readonly #jobs: (() => void)[] = [];
  #scheduled = false;

  constructor(later: (task: () => void) => void, report: (error: unknown) => void) {
    this.#later = later;
    this.#report = report;
  }

  push(job: () => void): void {
    this.#jobs.push(job);
    this.#schedule();
  }

  /** Before everything that waits. */
  next(job: () => void): void {
    this.#jobs.unshift(job);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#scheduled || this.#jobs.length === 0) return;
    this.#scheduled = true;
    this.#later(() => {
      this.#scheduled = false;
      const job = this.#jobs.shift();
      this.#schedule();
      try {
        job?.();
      } catch (error) {
        this.#report(error);
      }
    });
  }
}
