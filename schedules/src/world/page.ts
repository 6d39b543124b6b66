import type { Clock, Page, Platform } from '../../../packages/engine/src/platform/platform.js';
import type { Network } from './network.js';
import type { VirtualTime } from './time.js';

/** What a browser keeps for a tab from one page to the next, and the locks of its pages. */
export class TabStorage {
  readonly values = new Map<string, string>();
  readonly locks = new Set<string>();
}

/** A page in a tab. When it is gone, nothing of it runs any more. */
export class TabPage implements Platform {
  readonly #time: VirtualTime;
  readonly #network: Network;
  readonly #storage: TabStorage;
  readonly #prefix: string;
  readonly #listeners = new Map<string, Set<() => void>>();
  readonly #cancels = new Set<() => void>();
  readonly #held = new Set<string>();
  #ids = 0;
  #isGone = false;

  /** `name` is unique: the ids that the page draws begin with it. */
  constructor(name: string, time: VirtualTime, network: Network, storage: TabStorage) {
    this.#prefix = name;
    this.#time = time;
    this.#network = network;
    this.#storage = storage;
  }

  readonly clock: Clock = {
    now: () => this.#time.now(),
    after: (ms, task) => {
      if (this.#isGone) return () => {};
      const stop = this.#time.after(ms, () => {
        this.#cancels.delete(cancel);
        task();
      });
      const cancel = () => {
        this.#cancels.delete(cancel);
        stop();
      };
      this.#cancels.add(cancel);
      return cancel;
    },
  };

  readonly page: Page = {
    origin: () => 'https://calls.test',
    deviceName: () => this.#prefix,
    element: () => null,
    on: (event, listener) => {
      const listeners = this.#listeners.get(event) ?? new Set();
      this.#listeners.set(event, listeners.add(listener));
      return () => listeners.delete(listener);
    },
  };

  readonly tab = {
    read: (key: string): string | null => this.#storage.values.get(key) ?? null,
    write: (key: string, value: string | null): void => {
      if (this.#isGone) return;
      if (value === null) this.#storage.values.delete(key);
      else this.#storage.values.set(key, value);
    },
    hold: async (name: string): Promise<(() => void) | null> => {
      const { locks } = this.#storage;
      if (this.#isGone || locks.has(name)) return null;
      locks.add(name);
      this.#held.add(name);
      return () => {
        if (this.#held.delete(name)) locks.delete(name);
      };
    },
  };

  /** Timers of this page that wait. */
  get timers(): number {
    return this.#cancels.size;
  }

  /** What a promise of a page that is gone would do, no browser does. */
  readonly openSocket: Platform['openSocket'] = (url, listener) =>
    this.#isGone ? { send() {}, close() {} } : this.#network.openSocket(url, listener);

  readonly later = (task: () => void): void => {
    this.#time.later(() => {
      if (!this.#isGone) task();
    });
  };

  readonly random = (): number => {
    this.#ids += 1;
    return ((this.#ids * 2_654_435_761) % 1_000) / 1_000;
  };

  readonly drawId = (): string => {
    this.#ids += 1;
    return `${this.#prefix}-${String(this.#ids).padStart(20, '0')}`;
  };

  happens(event: 'online' | 'leaving'): void {
    for (const listener of [...(this.#listeners.get(event) ?? [])]) listener();
  }

  /** Closed, reloaded or killed. */
  end(): void {
    this.#isGone = true;
    for (const cancel of [...this.#cancels]) cancel();
    for (const name of this.#held) this.#storage.locks.delete(name);
    this.#network.closePage();
  }
}
