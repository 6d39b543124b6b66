import type { Cancel, Clock } from '../clock.js';
import { createServerTime } from '../server-time.js';

interface Timer {
  /** On the clock's own time line, which never jumps. */
  readonly due: number;
  readonly task: () => void;
}

/** A machine's clock that stands still until a test moves it. Its `now` is the time of day: it jumps with it. */
export class VirtualClock implements Clock {
  #elapsed = 0;
  #timeOfDay: number;
  readonly #timers = new Set<Timer>();

  constructor(start = 1_700_000_000_000) {
    this.#timeOfDay = start;
  }

  /** Timers that are set. */
  get pending(): number {
    return this.#timers.size;
  }

  now(): number {
    return this.#timeOfDay;
  }

  timeOfDay(): number {
    return this.#timeOfDay;
  }

  /** What has passed of it, whatever it was set to. */
  get elapsed(): number {
    return this.#elapsed;
  }

  after(ms: number, task: () => void): Cancel {
    const timer = { due: this.#elapsed + Math.max(0, ms), task };
    this.#timers.add(timer);
    return () => {
      this.#timers.delete(timer);
    };
  }

  /** Sets the time of day, as an administrator or a time server does; no timer notices. */
  jump(ms: number): void {
    this.#timeOfDay += ms;
  }

  /** Lets time pass; what each timer begins is over before the next one runs. */
  async advance(ms: number): Promise<void> {
    const end = this.#elapsed + ms;
    await settled();
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#pass(next.due - this.#elapsed);
      this.#timers.delete(next);
      next.task();
      await settled();
    }
    this.#pass(end - this.#elapsed);
  }

  #pass(ms: number): void {
    this.#elapsed += ms;
    this.#timeOfDay += ms;
  }

  #next(end: number): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.#timers) {
      if (timer.due <= end && (!next || timer.due < next.due)) next = timer;
    }
    return next;
  }
}

/** The clock as a process has it that starts now, with the server's own time. */
export function steady(machine: VirtualClock): Clock {
  return {
    now: createServerTime({
      timeOfDay: () => machine.timeOfDay(),
      monotonic: () => machine.elapsed,
      sinceBoot: () => machine.elapsed,
    }),
    timeOfDay: () => machine.timeOfDay(),
    after: (ms, task) => machine.after(ms, task),
  };
}

/** Until what needs no turn of the event loop is done: a login has been let in, and its commit waits for the end of the turn. */
export async function letIn(): Promise<void> {
  await new Promise(process.nextTick);
  for (let step = 0; step < 10; step += 1) await Promise.resolve();
}

/** Turns of the event loop until what is under way in memory is over: a commit, and what it causes, takes two or three. */
const TURNS = 8;

export async function settled(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
