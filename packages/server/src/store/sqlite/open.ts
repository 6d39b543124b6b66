import { decide as decideCalls, type Fresh } from '@ringback/calls';
import { type Clock, systemClock } from '../../system/clock.js';
import type { Store, StoreApp } from '../contract.js';
import { StoreError } from '../errors.js';
import type { StoreLog } from '../log.js';
import { NO_METER, type StoreMeter } from '../meter.js';
import { Committer } from './batch/commit.js';
import type { Decide } from './batch/commit-job.js';
import { type Defer, paced } from './batch/defer.js';
import { Writer } from './batch/writer.js';
import { ContactUpkeep } from './contact-upkeep.js';
import type { OpenDriver, SqlDriver } from './driver/driver.js';
import { openDriver as openBestDriver } from './driver/open.js';
import { EmbeddedStore } from './embedded-store.js';
import { Folder } from './journal/folder.js';
import { Journal } from './journal/journal.js';
import { Recorded } from './journal/recorded.js';
import { load } from './load.js';
import { keepContacts } from './load-directory.js';
import { acquireLock } from './lock.js';
import { migrate } from './migrations.js';
import { createPrivateDatabase, preparePath } from './private-file.js';
import { Sync } from './sync.js';
import { Tables } from './tables.js';

export interface EmbeddedOptions {
  /** The database file; made, with its folder, where there is none. `:memory:` keeps nothing. */
  readonly path: string;
  /** The apps that are decided for. What the file holds of others stays as it is. */
  readonly apps: readonly StoreApp[];
  /** Time and ids for one decision. */
  readonly fresh: () => Fresh;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: StoreLog;
  /** Inbox entries that are kept of a device that acknowledges none. Default: 512. */
  readonly maxEntries?: number | undefined;
  /** Default: nothing is counted. */
  readonly meter?: StoreMeter | undefined;
  /** Default: the call machine. */
  readonly decide?: Decide | undefined;
  /** Default: the best driver of this Node. */
  readonly openDriver?: OpenDriver | undefined;
  /** Characters of the journal that are brought into the tables together. Default: 8 million. */
  readonly foldedTogether?: number | undefined;
  /** For work that is done while nobody waits for it. Default: the machine's. */
  readonly timers?: Pick<Clock, 'after'> | undefined;
  /** Between the beginnings of two transactions. What is asked of an idle store does not wait. Default: 0. */
  readonly gapMs?: number | undefined;
  /** When the inputs that arrive together are committed. Default: at the end of the turn, `gapMs` apart. */
  readonly defer?: Defer | undefined;
}

/**
 * Opens the embedded store and takes up the state that the file holds.
 * @throws StoreError `locked` when another process owns the file, `newerSchema` when a newer server wrote it, else `cannotOpen`.
 */
export async function openEmbeddedStore(options: EmbeddedOptions): Promise<Store> {
  try {
    return options.path === ':memory:' ? await openInMemory(options) : await openFile(options);
  } catch (error) {
    throw error instanceof StoreError ? error : StoreError.cannotOpen(options.path, error);
  }
}

async function openInMemory(options: EmbeddedOptions): Promise<Store> {
  return start(options, options.path, () => {});
}

async function openFile(options: EmbeddedOptions): Promise<Store> {
  const path = preparePath(options.path);
  const lock = await acquireLock(path, openerOf(options), options.clock.now());
  try {
    createPrivateDatabase(path);
    return await start(options, path, () => lock.release());
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function start(options: EmbeddedOptions, path: string, unlock: () => void): Promise<Store> {
  const { apps, fresh, log, meter = NO_METER, decide = decideCalls } = options;
  const { gapMs = 0, defer = paced(systemClock, gapMs), timers = systemClock } = options;
  const driver = await openerOf(options)(path);
  try {
    for (const pragma of PRAGMAS) driver.exec(pragma);
    const sync = new Sync(driver);
    migrate(driver);
    const tables = new Tables(driver);
    const journal = new Journal(driver);
    const { clock, foldedTogether } = options;
    const folder = new Folder({ driver, sync, tables, journal, clock, log, meter, foldedTogether });
    folder.takeUp();
    const live = load(driver, apps, options.maxEntries ?? MAX_ENTRIES);
    const committer = new Committer({ driver, sync, tables, journal, folder });
    const writer = new Writer({ committer, folder, live, defer, log, meter });
    const recorded = new Recorded(tables, folder);
    const upkeep = new ContactUpkeep({ driver, sync, tables: tables.directory, timers, log });
    keepContacts(live, tables.directory, upkeep);
    upkeep.start();
    const release = closing(driver, upkeep, unlock);
    return new EmbeddedStore({ live, tables, recorded, writer, decide, fresh, log, meter, release });
  } catch (error) {
    driver.close();
    throw error;
  }
}

const openerOf = ({ openDriver = openBestDriver }: EmbeddedOptions): OpenDriver => openDriver;

/** Of each inbox. A page that was away for longer than this lasts gets a snapshot. */
const MAX_ENTRIES = 512;

const PRAGMAS = [
  'PRAGMA journal_mode = WAL',
  // The log is copied into the file after each 1 MB, while commits wait: how long they do grows with the copy (docs/performance.md).
  'PRAGMA wal_autocheckpoint = 250',
  // Up to 16 MB: the indexes of records are written all over, and their pages must not be read again for each commit.
  'PRAGMA cache_size = -16000',
  // Only tools that copy the file while the server runs ever hold its write lock, and only for a moment.
  'PRAGMA busy_timeout = 1000',
];

function closing(driver: SqlDriver, upkeep: ContactUpkeep, unlock: () => void): () => void {
  return () => {
    upkeep.stop();
    try {
      driver.close();
    } finally {
      unlock();
    }
  };
}
