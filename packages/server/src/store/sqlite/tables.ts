import type { CallState, Fact, UserState } from '@ringback/calls';
import type { CallRecord, Profile } from '@ringback/protocol';
import type { InboxEntry, OutboxEntry, RecordPage } from '../contract.js';
import { number, type SqlDriver, type SqlRow, text } from './driver/driver.js';

/** Every statement on the tables while the server runs, prepared once. What is written is written inside a transaction of the caller. */
export class Tables {
  readonly #sql;

  constructor(driver: SqlDriver) {
    this.#sql = prepare(driver);
  }

  putUser(appId: number, state: UserState, profile: Profile): void {
    this.#sql.putUser.run(appId, state.id, profile.nick, profile.avatar, JSON.stringify(state));
  }

  putCall(appId: number, call: CallState): void {
    this.#sql.putCall.run(appId, call.callId, JSON.stringify(call));
  }

  deleteCall(appId: number, callId: string): void {
    this.#sql.deleteCall.run(appId, callId);
  }

  addEntry(
    row: number,
    address: { appId: number; userId: string; deviceId: string },
    entry: InboxEntry,
  ): void {
    const { appId, userId, deviceId } = address;
    this.#sql.addEntry.run(row, appId, userId, deviceId, entry.seq, JSON.stringify(entry));
  }

  deleteEntries(rows: readonly number[]): void {
    this.#sql.deleteEntries.run(JSON.stringify(rows));
  }

  addRecord(row: number, appId: number, record: CallRecord): void {
    this.#sql.addRecord.run(row, appId, record.callId, JSON.stringify(record));
    for (const userId of new Set([record.caller, ...record.parts.map((part) => part.userId)])) {
      this.#sql.addRecordUser.run(appId, userId, record.endedAt, row);
    }
  }

  addFact(appId: number, fact: Fact): void {
    this.#sql.addFact.run(appId, JSON.stringify(fact));
  }

  deleteFacts(ids: readonly number[]): void {
    this.#sql.deleteFacts.run(JSON.stringify(ids));
  }

  record(appId: number, callId: string): CallRecord | undefined {
    const [row] = this.#sql.record.all(appId, callId);
    return row && recordIn(row);
  }

  recordsOfUser(appId: number, userId: string, page: RecordPage): CallRecord[] {
    const before = page.before ?? Number.MAX_SAFE_INTEGER;
    return this.#sql.recordsOfUser.all(appId, userId, before, page.limit).map(recordIn);
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
  putUser: driver.prepare(
    `INSERT INTO users (app, id, nick, avatar, state) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET nick = excluded.nick, avatar = excluded.avatar, state = excluded.state`,
  ),
  putCall: driver.prepare(
    `INSERT INTO calls (app, id, state) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET state = excluded.state`,
  ),
  deleteCall: driver.prepare('DELETE FROM calls WHERE app = ? AND id = ?'),
  addEntry: driver.prepare('INSERT INTO inbox (id, app, user, device, seq, entry) VALUES (?, ?, ?, ?, ?, ?)'),
  deleteEntries: driver.prepare('DELETE FROM inbox WHERE id IN (SELECT value FROM json_each(?))'),
  // OR REPLACE: one record a call, and no commit of others fails for one that came twice.
  addRecord: driver.prepare('INSERT OR REPLACE INTO records (id, app, call, record) VALUES (?, ?, ?, ?)'),
  addRecordUser: driver.prepare('INSERT INTO record_users (app, user, ended_at, record) VALUES (?, ?, ?, ?)'),
  addFact: driver.prepare('INSERT INTO outbox (app, fact) VALUES (?, ?)'),
  deleteFacts: driver.prepare('DELETE FROM outbox WHERE id IN (SELECT value FROM json_each(?))'),
  record: driver.prepare('SELECT record FROM records WHERE app = ? AND call = ?'),
  recordsOfUser: driver.prepare(
    `SELECT records.record FROM record_users JOIN records ON records.id = record_users.record
     WHERE record_users.app = ? AND record_users.user = ? AND record_users.ended_at < ?
     ORDER BY record_users.ended_at DESC, record_users.record DESC LIMIT ?`,
  ),
  facts: driver.prepare('SELECT id, app, fact FROM outbox ORDER BY id LIMIT ?'),
});
