import { StoreError } from '../../errors.js';
import type { StoreLog } from '../../log.js';
import type { StoreMeter } from '../../meter.js';
import type { Folder } from '../journal/folder.js';
import type { Live } from '../memory/live.js';
import type { Committer } from './commit.js';
import type { Defer } from './defer.js';
import { Draft } from './draft.js';
import type { Job } from './job.js';
import { takeIn } from './take-in.js';

/** Jobs in one transaction; the rest waits for the next turn, so that links are served in between. */
const MAX_BATCH = 512;

export interface WriterParts {
  readonly committer: Committer;
  readonly folder: Folder;
  readonly live: Live;
  readonly defer: Defer;
  readonly log: StoreLog;
  readonly meter: Pick<StoreMeter, 'batch'>;
}

/**
 * Group commit: the jobs that arrive until the next transaction is due, and so also those that arrived while the one before was being
 * written, share a transaction and its one wait for the disk. They are staged in the order in which they came.
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

  /** Leaves nothing in the journal, and no inbox row that only waited for a transaction to go with. */
  finish(): void {
    const { live, folder, log } = this.#parts;
    folder.add({ users: [], calls: [], entries: [], freed: live.freedRows, records: [] });
    live.freedRows = [];
    try {
      folder.finish();
    } catch (err) {
      log.error({ err }, 'the journal was not folded, the next start will do it');
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
    const { live, committer, folder, log, meter } = this.#parts;
    const jobs = this.#queue.splice(0, MAX_BATCH);
    meter.batch(jobs.length);
    const draft = new Draft(live);
    for (const job of jobs) job.stage(draft);
    let journaled = 0;
    if (!draft.isEmpty) {
      try {
        journaled = committer.commit(draft);
      } catch (err) {
        log.error({ err, jobs: jobs.length }, 'a transaction failed, nothing has changed');
        const error = StoreError.unavailable(err);
        for (const job of jobs) job.failed(error);
        return;
      }
      takeIn(draft);
    }
    for (const job of jobs) job.done();
    folder.work(journaled);
  }
}
