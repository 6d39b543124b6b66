import type { SqlDriver } from './driver/driver.js';
import { rollback } from './transaction.js';

/**
 * Whether a transaction waits for the disk. One that does takes those before it to the disk as well, for the log is written in order:
 * so what may be lost with a power cut, because the journal still has it, need not wait.
 */
export class Sync {
  readonly #driver: SqlDriver;
  #waits = false;

  constructor(driver: SqlDriver) {
    this.#driver = driver;
    this.wait();
  }

  /** From now on a commit is on the disk when it is done, power cut included. */
  wait(): void {
    if (this.#waits) return;
    this.#set('FULL');
    this.#waits = true;
  }

  /** From now on a commit outlives the process, and a power cut only together with a later one that waits. */
  goOn(): void {
    if (!this.#waits) return;
    this.#waits = false;
    this.#set('NORMAL');
  }

  /** SQLite refuses it inside a transaction: one that could not be undone when it failed is undone here, as before a BEGIN. */
  #set(level: 'FULL' | 'NORMAL'): void {
    try {
      this.#driver.exec(`PRAGMA synchronous = ${level}`);
    } catch (error) {
      rollback(this.#driver);
      throw error;
    }
  }
}
