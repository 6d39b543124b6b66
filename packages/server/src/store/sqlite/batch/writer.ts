import { StoreError } from '../../errors.js';
import type { StoreLog } from '../../log.js';
import type { StoreMeter } from '../../meter.js';
import type { SqlDriver } from '../driver/driver.js';
import type { Live } from '../memory/live.js';
import type { Tables } from '../tables.js';
import { inTransaction } from '../transaction.js';
import { Draft } from './draft.js';
import type { Job } from './job.js';
import { takeIn } from './take-in.js';
import { write } from './write.js';

/** Runs a task after the current turn of the event loop, when what has arrived together is known. */
export type Defer = (task: () => void) => void;

/** Jobs in one transaction; the rest waits for the next turn, so that links are served in between. */
const MAX_BATCH = 512;

export interface WriterParts {
  readonly driver: SqlDriver;
  readonly tables: Tables;
  readonly live: Live;
  readonly defer: Defer;
  readonly log: StoreLog;
  readonly meter: Pick<StoreMeter, 'batch'>;
}

/**
 * Group commit: the jobs that arrive in one turn of the event loop, and so also those that arrived while the transaction before
 * was being written, share a transaction and its one wait for the disk. They are staged in the order in which they came.
 */
export class Writer {
  readonly #parts: WriterParts;
  #queue: Job[] = [];
  #scheduled = false;

  constructor(parts: WriterParts) {
    this.#parts = parts;
  }

  submit(job: Job): void {
    this.#queue.push(job);
    this.#schedule();
  }

  /** Writes all that is queued, and what its completion queues, now. */
  flush(): void {
    while (this.#queue.length > 0) this.#runBatch();
  }

  /** Deletes rows that only waited for a transaction to go with. */
  tidy(): void {
    const { live, driver, tables, log } = this.#parts;
    if (live.freedRows.length === 0) return;
    try {
      inTransaction(driver, () => tables.deleteEntries(live.freedRows));
      live.freedRows = [];
    } catch (err) {
      log.error({ err }, 'acknowledged inbox entries stay in the file');
    }
  }

  #schedule(): void {
    if (this.#scheduled || this.#queue.length === 0) return;
    this.#scheduled = true;
    this.#parts.defer(() => {
      this.#scheduled = false;
      this.#runBatch();
      this.#schedule();
    });
  }

  #runBatch(): void {
    const { live, driver, tables, log, meter } = this.#parts;
    const jobs = this.#queue.splice(0, MAX_BATCH);
    meter.batch(jobs.length);
    const draft = new Draft(live);
    for (const job of jobs) job.stage(draft);
    if (!draft.isEmpty) {
      try {
        inTransaction(driver, () => write(draft, tables));
      } catch (err) {
        log.error({ err, jobs: jobs.length }, 'a transaction failed, nothing has changed');
        const error = StoreError.unavailable(err);
        for (const job of jobs) job.failed(error);
        return;
      }
      takeIn(draft);
    }
    for (const job of jobs) job.done();
  }
}
