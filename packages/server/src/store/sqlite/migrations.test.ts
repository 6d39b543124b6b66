import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { APP, APPS, START } from '../testing/states.js';
import type { SqlDriver } from './driver/driver.js';
import { driversHere } from './driver/open.js';
import { MIGRATIONS, migrate } from './migrations.js';
import { openEmbeddedStore } from './open.js';
import { openerOf, temporaryFolder } from './testing/storage.js';

const STEPS = [
  'CREATE TABLE first (a TEXT)',
  "INSERT INTO first VALUES ('kept'); CREATE TABLE second (a TEXT)",
];

/** The calls of `version-1.sql`. */
const FIRST = 'Call000000000000000005';
const SECOND = 'Call000000000000000009';
const RINGS = 'Call000000000000000013';

const versionOf = (driver: SqlDriver) => driver.prepare('PRAGMA user_version').all()[0]?.user_version;
const rowsOf = (driver: SqlDriver) =>
  driver
    .prepare('SELECT a FROM first')
    .all()
    .map((row) => row.a);

describe.each(driversHere())('schema (%s)', (name) => {
  async function empty(): Promise<SqlDriver> {
    const driver = await openerOf(name)(':memory:');
    onTestFinished(() => driver.close());
    return driver;
  }

  const open = (path: string) =>
    openEmbeddedStore({
      path,
      apps: APPS,
      openDriver: openerOf(name),
      fresh: () => ({ now: START, callId: 'unused', roomId: 1 }),
      clock: { now: () => START },
      log: { error: () => {} },
    });

  it('brings an empty file to the newest version, and leaves it there', async () => {
    const driver = await empty();
    migrate(driver);
    expect(versionOf(driver)).toBe(MIGRATIONS.length);
    migrate(driver);
    expect(versionOf(driver)).toBe(MIGRATIONS.length);
  });

  it('takes an older file through the steps that it lacks, and no others', async () => {
    const driver = await empty();
    migrate(driver, STEPS.slice(0, 1));
    expect(versionOf(driver)).toBe(1);
    migrate(driver, STEPS);
    expect(versionOf(driver)).toBe(2);
    expect(rowsOf(driver)).toEqual(['kept']);
  });

  it('takes a step whole or not at all', async () => {
    const driver = await empty();
    const broken = [STEPS[0]!, "INSERT INTO first VALUES ('half'); INSERT INTO nowhere VALUES (1)"];
    expect(() => migrate(driver, broken)).toThrow();
    expect(versionOf(driver)).toBe(1);
    expect(rowsOf(driver)).toEqual([]);
    migrate(driver, STEPS);
    expect(rowsOf(driver)).toEqual(['kept']);
  });

  it('takes a file of version 1 along, with all that it holds', async () => {
    const path = join(temporaryFolder(), 'ringback.db');
    const driver = await openerOf(name)(path);
    migrate(driver, MIGRATIONS.slice(0, 1));
    driver.exec(readFileSync(new URL('./testing/version-1.sql', import.meta.url), 'utf8'));
    driver.close();
    const store = await open(path);
    onTestFinished(() => store.close());
    expect(await store.presence(APP)).toEqual([
      { userId: 'ann', linkedDevices: 2, inCall: true },
      { userId: 'bob', linkedDevices: 1, inCall: false },
      { userId: 'carol', linkedDevices: 1, inCall: false },
    ]);
    expect(await store.profiles(APP, ['ann'])).toEqual([
      { userId: 'ann', nick: 'Ann', avatar: 'https://a.example/ann.png' },
    ]);
    expect(await store.callOf(APP, 'carol')).toMatchObject({ callId: RINGS, caller: 'ann' });
    expect(await store.inbox({ appId: APP, userId: 'ann', deviceId: 'ann1' }, 4)).toMatchObject({
      entries: [{ seq: 5, answer: { result: { state: 'ringing', call: { callId: RINGS } } } }],
    });
    expect(await store.recordsOfUser(APP, 'bob', { limit: 9 })).toMatchObject([
      { callId: SECOND, caller: 'bob' },
      { callId: FIRST, caller: 'ann' },
    ]);
    expect(await store.record(APP, SECOND)).toMatchObject({ endedBy: 'bob' });
    expect(await store.outbox(99)).toHaveLength(9);
  });

  it('refuses a file that a newer server has written, and does not change it', async () => {
    const path = join(temporaryFolder(), 'ringback.db');
    const driver = await openerOf(name)(path);
    driver.exec(`PRAGMA user_version = ${MIGRATIONS.length + 1}`);
    driver.close();
    await expect(open(path)).rejects.toMatchObject({
      code: 'newerSchema',
      message: expect.stringMatching(/schema version \d+, this server knows \d+/),
    });
    const again = await openerOf(name)(path);
    expect(versionOf(again)).toBe(MIGRATIONS.length + 1);
    expect(again.prepare('SELECT name FROM sqlite_schema').all()).toEqual([]);
    again.close();
  });
});
