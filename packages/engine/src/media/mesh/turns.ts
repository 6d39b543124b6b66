/** Tasks that run one after the other, in the order in which they came, until it is closed. */
export class Turns {
  readonly #fault: (error: unknown) => void;
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(fault: (error: unknown) => void) {
    this.#fault = fault;
  }

  /** Resolves when all that is there by now has run. */
  async over(): Promise<void> {
    await this.#last;
  }

  take<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(() => {
      if (this.#closed) throw new Error('the path to this user is closed');
      return task();
    });
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** What comes from outside may be anything: a task that fails is reported, and the next one runs. */
  do(task: () => Promise<void>): void {
    this.take(task).catch((error: unknown) => {
      if (!this.#closed) this.#fault(error);
    });
  }

  close(): void {
    this.#closed = true;
  }
}
