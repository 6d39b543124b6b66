import type { CallState } from '@ringback/calls';
import type { Clock } from '../../../system/clock.js';
import type { StoreLog } from '../../log.js';
import type { StoreMeter } from '../../meter.js';
import type { SqlDriver } from '../driver/driver.js';
import type { Sync } from '../sync.js';
import type { Tables } from '../tables.js';
import { inTransaction } from '../transaction.js';
import { BackOff } from './back-off.js';
import { Backlog } from './backlog.js';
import type { ChangeSet, RecordChange } from './change-set.js';
import { Fold } from './fold.js';
import type { Journal } from './journal.js';
import { changeSetIn } from './text.js';

/** The more, the more rows share a page; a start has to read up to twice as much. */
const FOLDED_TOGETHER = 8_000_000;
/** Twice as fast as the journal grows, so that one backlog is gone before the next is whole. */
const PACE = 2;
/** A fold takes about so many steps, not one for every commit: a transaction costs something however little it writes. */
const STEPS = 200;
/** A journal that cannot be folded takes no more than so many times as much. */
const MOST = 8;
/** The share of `foldedTogether` that is folded before a commit where the journal is that long: it waits for no more. */
const SHARE_OF_A_LONG_ONE = 1 / 16;

export interface FolderParts {
  readonly driver: SqlDriver;
  readonly sync: Sync;
  readonly tables: Tables;
  readonly journal: Journal;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: StoreLog;
  readonly meter: Pick<StoreMeter, 'journal' | 'foldFailed'>;
  /** Characters of the journal that are folded together. Default: 8 million. */
  readonly foldedTogether?: number | undefined;
}

/** Keeps the tables behind the journal, at a bounded distance. Knows what they lack. */
export class Folder {
  readonly #parts: FolderParts;
  readonly #foldedTogether: number;
  #backlog = new Backlog({ mayBeInTables: false });
  #fold: Fold | null = null;
  /** What the journal has grown by since the last step. */
  #grown = 0;
  readonly #backOff: BackOff;

  constructor(parts: FolderParts) {
    this.#parts = parts;
    this.#backOff = new BackOff(parts.clock);
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
    if (this.#backlog.size <= MOST * this.#foldedTogether) return;
    if (!this.#backOff.isOn) this.#step(this.#foldedTogether * SHARE_OF_A_LONG_ONE);
    const cause = this.#backOff.failure;
    if (cause) throw new Error('the journal is too long and cannot be folded', { cause });
  }

  /** Does a share of the work, now that the journal has become longer by so many characters. */
  work(characters: number): void {
    this.#parts.meter.journal(this.#backlog.size + (this.#fold?.backlog.size ?? 0));
    if (this.#backOff.isOn) return;
    this.#grown += characters;
    if (this.#grown >= this.#foldedTogether / STEPS) this.#step(this.#grown);
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

  /** A user's records that the tables may lack; of a call that has two, the newer one first. */
  recordsOf(appId: number, userId: string): readonly RecordChange[] {
    const newer = this.#backlog.recordsOf(appId, userId);
    return this.#fold ? [...newer, ...this.#fold.backlog.recordsOf(appId, userId)] : newer;
  }

  #begin(): void {
    const { tables, journal } = this.#parts;
    this.#fold = new Fold(this.#backlog, tables, journal);
    this.#backlog = new Backlog({ mayBeInTables: false });
  }

  /** Folds so much that the tables gain on a journal that grows by so many characters. What fails is tried again after a while. */
  #step(characters: number): void {
    this.#grown = 0;
    if (!this.#fold && this.#backlog.size >= this.#foldedTogether) this.#begin();
    if (!this.#fold) return;
    const { sync, log, meter } = this.#parts;
    try {
      sync.goOn();
      this.#write(Math.ceil((this.#fold.rows * PACE * characters) / this.#foldedTogether));
      this.#backOff.succeeded();
    } catch (err) {
      meter.foldFailed();
      if (!this.#backOff.failure) log.error({ err }, 'the journal could not be folded, trying again');
      this.#backOff.failed(err);
    }
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
