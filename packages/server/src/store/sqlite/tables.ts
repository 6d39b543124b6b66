import type { Fact } from '@ringback/calls';
import type { CallRecord } from '@ringback/protocol';
import type { OutboxEntry } from '../contract.js';
import { BulkInsert } from './bulk-insert.js';
import { DirectoryTables } from './directory-tables.js';
import { number, type SqlDriver, type SqlRow, text } from './driver/driver.js';
import type { CallChange, EntryChange, RecordChange, RecordUser, UserChange } from './journal/change-set.js';

/** Calls that ended from then on, and before then. */
export interface Ended {
  readonly limit: number;
  readonly from: number;
  readonly before: number;
}

/** Every statement on the tables while the server runs, prepared once. What is written is written inside a transaction of the caller. */
export class Tables {
  readonly directory: DirectoryTables;
  readonly #sql;

  constructor(driver: SqlDriver) {
    this.directory = new DirectoryTables(driver);
    this.#sql = prepare(driver);
  }

  putUsers(users: readonly UserChange[]): void {
    this.#sql.users.put(
      users.map(({ appId, state, profile: { nick, avatar } }) => {
        return [appId, state.id, nick, avatar, JSON.stringify(state)];
      }),
    );
  }

  putCalls(calls: readonly CallChange[]): void {
    this.#sql.calls.put(calls.map(({ appId, callId, state }) => [appId, callId, JSON.stringify(state)]));
  }

  deleteCalls(calls: readonly CallChange[]): void {
    this.#sql.deleteCalls.run(JSON.stringify(calls.map(({ appId, callId }) => [appId, callId])));
  }

  putEntries(entries: readonly EntryChange[]): void {
    this.#sql.inbox.put(
      entries.map(({ row, appId, userId, deviceId, entry: { seq, text: json } }) => {
        return [row, appId, userId, deviceId, seq, json];
      }),
    );
  }

  deleteEntries(rows: readonly number[]): void {
    this.#sql.deleteEntries.run(JSON.stringify(rows));
  }

  putRecords(records: readonly RecordChange[]): void {
    this.#sql.records.put(records.map(({ row, appId, callId, text: json }) => [row, appId, callId, json]));
  }

  putRecordCalls(records: readonly RecordChange[]): void {
    this.#sql.recordCalls.put(records.map(({ row, appId, callId }) => [appId, callId, row]));
  }

  putRecordUsers(users: readonly RecordUser[]): void {
    this.#sql.recordUsers.put(users.map(({ row, appId, userId, endedAt }) => [appId, userId, endedAt, row]));
  }

  addFacts(appId: number, facts: readonly Fact[]): void {
    this.#sql.addFacts.run(appId, JSON.stringify(facts));
  }

  deleteFacts(ids: readonly number[]): void {
    this.#sql.deleteFacts.run(JSON.stringify(ids));
  }

  record(appId: number, callId: string): CallRecord | undefined {
    const [row] = this.#sql.record.all(appId, callId);
    return row && recordIn(row);
  }

  recordsOfUser(appId: number, userId: string, { limit, from, before }: Ended): CallRecord[] {
    return this.#sql.recordsOfUser.all(appId, userId, from, before, limit).map(recordIn);
  }

  facts(limit: number): OutboxEntry[] {
    return this.#sql.facts.all(limit).map((row) => ({
      id: number(row, 'id'),
      appId: number(row, 'app'),
      fact: JSON.parse(text(row, 'fact')),
    }));
  }
}

const recordIn = (row: SqlRow): CallRecord => JSON.parse(text(row, 'record'));

const prepare = (driver: SqlDriver) => ({
  users: new BulkInsert(driver, 'users (app, id, nick, avatar, state)', 5),
  calls: new BulkInsert(driver, 'calls (app, id, state)', 3),
  deleteCalls: driver.prepare(
    `DELETE FROM calls WHERE (app, id) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))`,
  ),
  inbox: new BulkInsert(driver, 'inbox (id, app, user, device, seq, entry)', 6),
  deleteEntries: driver.prepare('DELETE FROM inbox WHERE id IN (SELECT value FROM json_each(?))'),
  records: new BulkInsert(driver, 'records (id, app, call, record)', 4),
  recordCalls: new BulkInsert(driver, 'record_calls (app, call, record)', 3),
  recordUsers: new BulkInsert(driver, 'record_users (app, user, ended_at, record)', 4),
  addFacts: driver.prepare('INSERT INTO outbox (app, fact) SELECT ?, value FROM json_each(?) ORDER BY key'),
  deleteFacts: driver.prepare('DELETE FROM outbox WHERE id IN (SELECT value FROM json_each(?))'),
  record: driver.prepare(
    `SELECT records.record FROM record_calls JOIN records ON records.id = record_calls.record
     WHERE record_calls.app = ? AND record_calls.call = ?`,
  ),
  // A call whose record came twice has the last one alone.
  recordsOfUser: driver.prepare(
    `SELECT records.record FROM record_users
     CROSS JOIN records ON records.id = record_users.record
     CROSS JOIN record_calls ON record_calls.app = records.app AND record_calls.call = records.call
       AND record_calls.record = records.id
     WHERE record_users.app = ? AND record_users.user = ? AND record_users.ended_at >= ?
       AND record_users.ended_at < ?
     ORDER BY record_users.ended_at DESC, record_users.record DESC LIMIT ?`,
  ),
  facts: driver.prepare('SELECT id, app, fact FROM outbox ORDER BY id LIMIT ?'),
});
