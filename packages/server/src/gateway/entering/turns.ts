/** One task after another for each key; those of other keys do not wait. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Keys for which something runs. */
  get size(): number {
    return this.#last.size;
  }

  async take<T>(key: string, task: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key);
    const running = before ? before.then(task) : task();
    // Whoever is next waits for its end, whatever it is.
    const over = running.catch(() => {});
    this.#last.set(key, over);
    try {
      return await running;
    } finally {
      if (this.#last.get(key) === over) this.#last.delete(key);
    }
  }
}
