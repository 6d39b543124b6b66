import type { Logger } from '../log/logger.js';
import type { Store, Wake } from '../store/contract.js';
import type { Cancel, Clock } from '../system/clock.js';
import { Attempts } from './attempts.js';

/** Wakes committed at once; the store writes them together. */
const BATCH = 200;
/** The longest sleep: a clock that is set forward is noticed by then. */
const LONGEST_SLEEP_MS = 1_000;
/** While a wake that is due rests, the store cannot tell when the one behind it is due. */
const LOOK_BEHIND_RESTING_MS = 100;
/** After the store could not be asked. */
const AFTER_FAULT_MS = 1_000;

export type WakeStore = Pick<Store, 'commit' | 'onCommit' | 'dueWakes' | 'nextWakeAt'>;

export interface ClockWorker {
  /** Resolves when nothing of it is under way any more. */
  stop(): Promise<void>;
}

/**
 * Tells the call machine when a time that a state asked for has come: the ends of rings and of grace times. One for each store.
 */
export function startClockWorker(store: WakeStore, clock: Clock, log: Logger): ClockWorker {
  return new Worker(store, clock, log);
}

class Worker implements ClockWorker {
  readonly #store: WakeStore;
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #attempts: Attempts;
  readonly #unsubscribe: () => void;
  #running: Promise<void> | null = null;
  #again = false;
  #stopped = false;
  /** When the timer is to look, server ms; Infinity: not before something asks for it. */
  #looksAt = Number.POSITIVE_INFINITY;
  #cancelTimer: Cancel = () => {};

  constructor(store: WakeStore, clock: Clock, log: Logger) {
    this.#store = store;
    this.#clock = clock;
    this.#log = log;
    this.#attempts = new Attempts(clock, () => this.#look());
    this.#unsubscribe = store.onCommit(({ wakeAt }) => {
      if (wakeAt === null || wakeAt >= this.#looksAt) return;
      if (this.#running) this.#again = true;
      else this.#sleepUntil(wakeAt);
    });
    this.#look();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#unsubscribe();
    this.#cancelTimer();
    this.#attempts.stop();
    await this.#running;
    this.#attempts.stop();
  }

  #look(): void {
    if (this.#stopped) return;
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#cancelTimer();
    this.#looksAt = Number.POSITIVE_INFINITY;
    this.#running = this.#work();
  }

  async #work(): Promise<void> {
    let lookAt: number | null;
    do {
      this.#again = false;
      lookAt = await this.#workOff();
    } while (this.#again && !this.#stopped);
    // In the same turn: a commit finds it either at work or with its timer set.
    this.#running = null;
    if (lookAt !== null) this.#sleepUntil(lookAt);
  }

  /** When to look again, server ms; null: not before something asks for it. */
  async #workOff(): Promise<number | null> {
    try {
      while (await this.#commitDue());
      return await this.#store.nextWakeAt();
    } catch (err) {
      this.#log.error({ err }, 'the wakes could not be read, trying again');
      return this.#clock.now() + AFTER_FAULT_MS;
    }
  }

  /** False: there is nothing to do now. */
  async #commitDue(): Promise<boolean> {
    const due = await this.#store.dueWakes(this.#clock.now(), BATCH + this.#attempts.size);
    if (this.#stopped) return false;
    const ready = this.#attempts.ready(due);
    await Promise.all(ready.map((wake) => this.#commit(wake)));
    return ready.length > 0;
  }

  async #commit(wake: Wake): Promise<void> {
    const { appId: app, input } = wake;
    const about = 'callId' in input ? { app, callId: input.callId } : { app, user: input.userId };
    const tries = this.#attempts.tried(wake);
    try {
      const result = await this.#store.commit(app, input);
      if (result.ok) this.#log.debug({ ...about, tries }, 'woken');
      else
        this.#log.error(
          { ...about, tries, code: result.code },
          `a wake was not committed: ${result.message}`,
        );
    } catch (err) {
      this.#log.error({ ...about, tries, err }, 'a wake was not committed');
    }
  }

  #sleepUntil(at: number): void {
    if (this.#stopped) return;
    this.#cancelTimer();
    this.#looksAt = at;
    const left = at - this.#clock.now();
    const sleep =
      left > 0 ? Math.min(left, LONGEST_SLEEP_MS) : this.#attempts.size > 0 ? LOOK_BEHIND_RESTING_MS : 0;
    this.#cancelTimer = this.#clock.after(sleep, () => this.#look());
  }
}
