import type { LogEntry } from '../model/log.js';
import type { Clock } from './clock.js';
import type { Store } from './store.js';

/** A payload longer than this is named by its length only. */
const MAX_PAYLOAD = 4_000;

/** Writes the event log: what the engine emits, and what this page asks of it. */
export class Journal {
  readonly #store: Store;
  readonly #clock: Clock;

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  event(name: string, payload: unknown): void {
    this.#write('event', name, payload);
  }

  /** Runs a method of the engine and writes down the call and what became of it; a moot error is written quietly. */
  async method<T>(
    name: string,
    params: readonly unknown[],
    run: () => Promise<T>,
    isMoot: (error: unknown) => boolean = () => false,
  ): Promise<T> {
    this.#write('method', name, params.length > 1 ? params : params[0]);
    try {
      const result = await run();
      this.#write('result', name, result);
      return result;
    } catch (error) {
      this.#write(isMoot(error) ? 'moot' : 'error', name, errorFields(error));
      throw error;
    }
  }

  #write(kind: LogEntry['kind'], name: string, payload: unknown): void {
    this.#store.dispatch({
      type: 'log',
      entry: { kind, name, at: this.#clock.wall(), payload: json(payload) },
    });
  }
}

function json(payload: unknown): string {
  if (payload === undefined) return '';
  const text = JSON.stringify(payload, (key, value: unknown) => (key === 'userSig' ? '…' : value));
  return text.length > MAX_PAYLOAD ? JSON.stringify(`${text.length} characters`) : text;
}

function errorFields(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  return { ...('code' in error ? { code: error.code } : {}), message: error.message };
}
