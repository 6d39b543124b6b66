import type { KeptRecord } from '@ringback/calls';
import { meetingsOf } from '../../directory/rules/meetings.js';
import type { Cancel, Clock } from '../../system/clock.js';
import type { StoreLog } from '../log.js';
import type { DirectoryTables } from './directory-tables.js';
import { number, type SqlDriver, text } from './driver/driver.js';
import type { Sync } from './sync.js';
import { inTransaction } from './transaction.js';

/** Of records looked through together, and of contacts found or forgotten together, roughly: some milliseconds' work. */
const RECORDS = 40;
const CONTACTS = 500;
/** Commits have most of the time. */
const REST_MS = 20;
const REST_AFTER_FAILURE_MS = 10_000;

export interface ContactUpkeepParts {
  readonly driver: SqlDriver;
  readonly sync: Sync;
  readonly tables: DirectoryTables;
  readonly timers: Pick<Clock, 'after'>;
  readonly log: StoreLog;
}

/** Does a share of the work inside a transaction. False: that was the last. */
type Share = () => boolean;

/**
 * Contacts are written from calls that end while an app asks for them. Those of before are found in the records, the latest calls first;
 * those of an app that asks for none any more would grow old, and are forgotten. Both while the server runs, a little at a time, each step
 * with how far it has come, so that a process that ends goes on there.
 */
export class ContactUpkeep {
  readonly #parts: ContactUpkeepParts;
  readonly #sql;
  readonly #left: Share[] = [];
  #cancel: Cancel = () => {};
  #hasFailed = false;

  constructor(parts: ContactUpkeepParts) {
    this.#parts = parts;
    this.#sql = prepare(parts.driver);
  }

  /** From now on the contacts of this app are written. @throws Error */
  keep(appId: number): void {
    this.#sql.begin.run(appId);
    if (this.#recordsLeft(appId) > 0) this.#left.push(() => this.#find(appId));
  }

  /** From now on they are not. @throws Error */
  forget(appId: number): void {
    this.#sql.end.run(appId);
    if (this.#hasAny(appId)) this.#left.push(() => this.#forgetSome(appId));
  }

  start(): void {
    this.#rest(REST_MS);
  }

  stop(): void {
    this.#cancel();
  }

  #rest(ms: number): void {
    if (this.#left.length > 0) this.#cancel = this.#parts.timers.after(ms, () => this.#work());
  }

  #work(): void {
    const { driver, sync, log } = this.#parts;
    const [share] = this.#left;
    let isDone = false;
    try {
      // What a power cut takes back is done again.
      sync.goOn();
      inTransaction(driver, () => {
        isDone = share?.() === false;
      });
      this.#hasFailed = false;
    } catch (err) {
      if (!this.#hasFailed) log.error({ err }, 'contacts could not be brought up to date, trying again');
      this.#hasFailed = true;
      this.#rest(REST_AFTER_FAILURE_MS);
      return;
    }
    if (isDone) this.#left.shift();
    this.#rest(REST_MS);
  }

  #find(appId: number): boolean {
    const from = this.#recordsLeft(appId);
    let left = Math.max(0, from - RECORDS);
    let found = 0;
    for (const row of this.#sql.records.all(appId, from, left)) {
      if (found >= CONTACTS) {
        left = number(row, 'id');
        break;
      }
      const meetings = meetingsOf(this.#heard(appId, number(row, 'id'), JSON.parse(text(row, 'record'))));
      for (const meeting of meetings) this.#parts.tables.meet(appId, meeting);
      found += meetings.length;
    }
    this.#sql.goOn.run(left, appId);
    return left > 0;
  }

  /** The record names everybody; by whom it is found tells who heard of the call. */
  #heard(appId: number, id: number, record: KeptRecord): KeptRecord {
    const users = [...new Set([record.caller, ...record.parts.map(({ userId }) => userId)])];
    const unheard = users.filter((one) => this.#sql.heard.all(appId, one, record.endedAt, id).length === 0);
    return { ...record, unheard };
  }

  #forgetSome(appId: number): boolean {
    this.#sql.forget.run(appId, appId, CONTACTS);
    return this.#hasAny(appId);
  }

  #hasAny(appId: number): boolean {
    return this.#sql.any.all(appId).length > 0;
  }

  #recordsLeft(appId: number): number {
    const [row] = this.#sql.left.all(appId);
    return row ? number(row, 'records_left') : 0;
  }
}

const prepare = (driver: SqlDriver) => ({
  begin: driver.prepare(
    `INSERT OR IGNORE INTO contact_apps (app, records_left) SELECT ?, coalesce(max(id), 0) FROM records`,
  ),
  end: driver.prepare('DELETE FROM contact_apps WHERE app = ?'),
  left: driver.prepare('SELECT records_left FROM contact_apps WHERE app = ?'),
  goOn: driver.prepare('UPDATE contact_apps SET records_left = ? WHERE app = ?'),
  records: driver.prepare(
    'SELECT id, record FROM records WHERE app = ? AND id <= ? AND id > ? ORDER BY id DESC',
  ),
  heard: driver.prepare(
    'SELECT 1 FROM record_users WHERE app = ? AND user = ? AND ended_at = ? AND record = ?',
  ),
  forget: driver.prepare(
    `DELETE FROM contacts WHERE app = ? AND (user, other) IN
       (SELECT user, other FROM contacts WHERE app = ? LIMIT ?)`,
  ),
  any: driver.prepare('SELECT 1 FROM contacts WHERE app = ? LIMIT 1'),
});
