type Cancel = () => void;

interface Timer {
  readonly due: number;
  readonly task: () => void;
}

/**
 * The one clock of a schedule and its one queue of tasks, for engines and server alike: nothing else decides what happens when, so
 * the same schedule runs the same way every time.
 */
export class VirtualTime {
  #now = 0;
  readonly #tasks: (() => void)[] = [];
  readonly #timers = new Set<Timer>();

  /** ms since the schedule began. */
  now(): number {
    return this.#now;
  }

  /** Timers that are set. */
  get pending(): number {
    return this.#timers.size;
  }

  /** Runs `task` in a task of its own, without time passing. */
  later(task: () => void): void {
    this.#tasks.push(task);
  }

  after(ms: number, task: () => void): Cancel {
    const timer = { due: this.#now + Math.max(0, ms), task };
    this.#timers.add(timer);
    return () => {
      this.#timers.delete(timer);
    };
  }

  /** Runs all tasks that wait, each after everything that promises do before it. */
  async settle(): Promise<void> {
    await promises();
    for (let task = this.#tasks.shift(); task; task = this.#tasks.shift()) {
      task();
      await promises();
    }
  }

  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    await this.settle();
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#now = next.due;
      this.#timers.delete(next);
      next.task();
      await this.settle();
    }
    this.#now = end;
  }

  #next(end: number): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.#timers) {
      if (timer.due <= end && (!next || timer.due < next.due)) next = timer;
    }
    return next;
  }
}

/** Node runs a tick when no promise has anything more to do: cheaper than a turn of the event loop. */
const promises = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve));
