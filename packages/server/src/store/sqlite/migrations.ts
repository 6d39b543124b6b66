import { StoreError } from '../errors.js';
import { number, type SqlDriver } from './driver/driver.js';
import { inTransaction } from './transaction.js';

/**
 * The schema, as the steps that lead to it: the step at index n brings a file from version n to n + 1 (`PRAGMA user_version`). A
 * step that was released is never changed.
 *
 * States are kept as JSON: they are read as a whole at opening, and only there. There is no table of timers: when a call or
 * a user needs the clock follows from its state (`wakeOfCall`, `wakeOfUser`), so no timer can be lost or left behind.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE users (
    app INTEGER NOT NULL,
    id TEXT NOT NULL,
    nick TEXT NOT NULL,
    avatar TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (app, id)
  ) STRICT, WITHOUT ROWID;

  -- Live calls only.
  CREATE TABLE calls (
    app INTEGER NOT NULL,
    id TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (app, id)
  ) STRICT, WITHOUT ROWID;

  -- One row for each device and commit. Keyed in the order of writing and by nothing else: rows are added at one end and soon
  -- deleted near it, so that a transaction touches few pages however many devices it tells.
  CREATE TABLE inbox (
    id INTEGER PRIMARY KEY,
    app INTEGER NOT NULL,
    user TEXT NOT NULL,
    device TEXT NOT NULL,
    seq INTEGER NOT NULL,
    entry TEXT NOT NULL
  ) STRICT;

  CREATE TABLE records (
    id INTEGER PRIMARY KEY,
    app INTEGER NOT NULL,
    call TEXT NOT NULL,
    record TEXT NOT NULL,
    UNIQUE (app, call)
  ) STRICT;

  CREATE TABLE record_users (
    app INTEGER NOT NULL,
    user TEXT NOT NULL,
    ended_at INTEGER NOT NULL,
    record INTEGER NOT NULL,
    PRIMARY KEY (app, user, ended_at, record)
  ) STRICT, WITHOUT ROWID;

  -- AUTOINCREMENT: an id that is done must never name a later fact.
  CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    app INTEGER NOT NULL,
    fact TEXT NOT NULL
  ) STRICT;
  `,
  `
  -- What each transaction has changed, as JSON, until the tables have it: users, calls, inbox and records are brought up to date from it,
  -- much at a time. So a transaction adds one row here at one end, instead of a dozen rows all over the file.
  CREATE TABLE journal (
    id INTEGER PRIMARY KEY,
    changes TEXT NOT NULL
  ) STRICT;

  -- The records by call, a table of their own: its rows are written in its order, and those of records in theirs.
  CREATE TABLE record_calls (
    app INTEGER NOT NULL,
    call TEXT NOT NULL,
    record INTEGER NOT NULL,
    PRIMARY KEY (app, call)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO record_calls SELECT app, call, id FROM records ORDER BY app, call;

  CREATE TABLE records_without_index (
    id INTEGER PRIMARY KEY,
    app INTEGER NOT NULL,
    call TEXT NOT NULL,
    record TEXT NOT NULL
  ) STRICT;
  INSERT INTO records_without_index SELECT id, app, call, record FROM records ORDER BY id;
  DROP TABLE records;
  ALTER TABLE records_without_index RENAME TO records;
  `,
  `
  -- Without its members.
  CREATE TABLE groups (
    app INTEGER NOT NULL,
    id TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (app, id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE group_members (
    app INTEGER NOT NULL,
    group_id TEXT NOT NULL,
    user TEXT NOT NULL,
    joined_at INTEGER NOT NULL,
    PRIMARY KEY (app, group_id, user)
  ) STRICT, WITHOUT ROWID;

  -- user has blocked other. The id keeps their order.
  CREATE TABLE blocks (
    id INTEGER PRIMARY KEY,
    app INTEGER NOT NULL,
    user TEXT NOT NULL,
    other TEXT NOT NULL,
    UNIQUE (app, user, other)
  ) STRICT;

  -- user shares a call that is over with other; talked: both were in. Only of the apps in contact_apps, which ask for it.
  CREATE TABLE contacts (
    app INTEGER NOT NULL,
    user TEXT NOT NULL,
    other TEXT NOT NULL,
    talked INTEGER NOT NULL,
    PRIMARY KEY (app, user, other)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE contact_apps (
    app INTEGER PRIMARY KEY
  ) STRICT;
  `,
  `
  -- Records up to this id are still to be looked through for contacts. 0: none.
  ALTER TABLE contact_apps ADD COLUMN records_left INTEGER NOT NULL DEFAULT 0;
  `,
  `
  -- Rows of the journal may say of a call only what is different.
  `,
];

/** Brings the file to the newest version, one transaction a step. @throws StoreError `newerSchema`. */
export function migrate(driver: SqlDriver, migrations: readonly string[] = MIGRATIONS): void {
  const version = schemaVersion(driver);
  if (version > migrations.length) throw StoreError.newerSchema(version, migrations.length);
  for (const [index, sql] of migrations.slice(version).entries()) {
    inTransaction(driver, () => {
      driver.exec(sql);
      driver.exec(`PRAGMA user_version = ${version + index + 1}`);
    });
  }
}

function schemaVersion(driver: SqlDriver): number {
  const [row] = driver.prepare('PRAGMA user_version').all();
  return row ? number(row, 'user_version') : 0;
}
