import type { CallState } from '@ringback/calls';
import type { StoreLog } from '../../log.js';
import type { SqlDriver } from '../driver/driver.js';
import type { Sync } from '../sync.js';
import type { Tables } from '../tables.js';
import { inTransaction } from '../transaction.js';
import { Backlog } from './backlog.js';
import type { ChangeSet, RecordChange } from './change-set.js';
import { Fold } from './fold.js';
import type { Journal } from './journal.js';
import { changeSetIn } from './text.js';

/** The more, the more rows share a page; a start has to read up to twice as much. */
const FOLDED_TOGETHER = 8_000_000;
/** Twice as fast as the journal grows, so that one backlog is gone before the next is whole. */
const PACE = 2;
/** A journal that cannot be folded takes no more than so many times as much. */
const MOST = 8;

export interface FolderParts {
  readonly driver: SqlDriver;
  readonly sync: Sync;
  readonly tables: Tables;
  readonly journal: Journal;
  readonly log: StoreLog;
  /** Characters of the journal that are folded together. Default: 8 million. */
  readonly foldedTogether?: number | undefined;
}

/** Keeps the tables behind the journal, at a bounded distance. Knows what they lack. */
export class Folder {
  readonly #parts: FolderParts;
  readonly #foldedTogether: number;
  #backlog = new Backlog({ mayBeInTables: false });
  #fold: Fold | null = null;
  #hasFailed = false;

  constructor(parts: FolderParts) {
    this.#parts = parts;
    this.#foldedTogether = parts.foldedTogether ?? FOLDED_TOGETHER;
  }

  /** Brings all that the journal holds into the tables: a process ended before it had done so. @throws Error */
  takeUp(): void {
    const { journal } = this.#parts;
    const found = new Backlog({ mayBeInTables: true });
    for (const { id, changes } of journal.rows()) {
      found.add(
        changeSetIn(changes, (appId, callId) => found.call(appId, callId)),
        () => false,
      );
      found.journaled(id, changes.length);
    }
    this.#backlog = found;
    this.finish();
  }

  /** A row of the journal is durable. */
  journaled(id: number, characters: number, change: ChangeSet): void {
    this.#backlog.journaled(id, characters);
    this.add(change);
  }

  /** Takes up a change without a row of its own in the journal: it is lost with a crash. */
  add(change: ChangeSet): void {
    this.#backlog.add(change, (row) => this.#fold?.backlog.entries.delete(row) ?? false);
  }

  /** @throws Error when the journal has become too long, and still cannot be folded. */
  makeRoom(): void {
    if (this.#backlog.size > MOST * this.#foldedTogether) this.finish();
  }

  /** Does a share of the work, now that the journal has become longer by so many characters. */
  work(characters: number): void {
    if (!this.#fold && this.#backlog.size >= this.#foldedTogether) this.#begin();
    if (!this.#fold) return;
    try {
      this.#parts.sync.goOn();
      this.#write(Math.ceil((this.#fold.rows * PACE * characters) / this.#foldedTogether));
      this.#hasFailed = false;
    } catch (err) {
      if (!this.#hasFailed) this.#parts.log.error({ err }, 'the journal could not be folded, trying again');
      this.#hasFailed = true;
    }
  }

  /** Brings everything into the tables, durably. @throws Error */
  finish(): void {
    this.#parts.sync.wait();
    while (this.#fold || !this.#backlog.isEmpty) {
      if (!this.#fold) this.#begin();
      this.#write(Number.POSITIVE_INFINITY);
    }
  }

  /** The call as the journal has it, since what it holds was last begun to be folded. */
  call(appId: number, callId: string): CallState | undefined {
    return this.#backlog.call(appId, callId);
  }

  /** The newest one that the tables may lack. */
  record(appId: number, callId: string): RecordChange | undefined {
    return this.#backlog.record(appId, callId) ?? this.#fold?.backlog.record(appId, callId);
  }

  /** Those that the tables may lack. */
  *records(): Iterable<RecordChange> {
    yield* this.#backlog.records.values();
    if (this.#fold) yield* this.#fold.backlog.records.values();
  }

  #begin(): void {
    const { tables, journal } = this.#parts;
    this.#fold = new Fold(this.#backlog, tables, journal);
    this.#backlog = new Backlog({ mayBeInTables: false });
  }

  #write(rows: number): void {
    const fold = this.#fold;
    if (!fold) return;
    let committed = () => {};
    inTransaction(this.#parts.driver, () => {
      committed = fold.write(rows);
    });
    committed();
    if (fold.isDone) this.#fold = null;
  }
}
