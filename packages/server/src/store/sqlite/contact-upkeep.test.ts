import { describe, expect, it, onTestFinished } from 'vitest';
import { createManualClock } from '../../system/testing/manual-clock.js';
import { APP, record, START } from '../testing/states.js';
import { ContactUpkeep } from './contact-upkeep.js';
import { number } from './driver/driver.js';
import { driversHere } from './driver/open.js';
import { migrate } from './migrations.js';
import { Sync } from './sync.js';
import { Tables } from './tables.js';
import { Faults, faultyOpener } from './testing/faulty-driver.js';
import { openerOf } from './testing/storage.js';

const CALLS = 1_000;
const A_STEP_MS = 20;

describe.each(driversHere())('contacts of calls of before (%s)', (name) => {
  /** Ann has called somebody else each time; c1 is her first call. */
  async function setUp(calls = CALLS) {
    const faults = new Faults();
    const driver = await faultyOpener(openerOf(name), faults)(':memory:');
    onTestFinished(() => driver.close());
    migrate(driver);
    const tables = new Tables(driver);
    const rows = Array.from({ length: calls }, (_, n) => ({
      row: n + 1,
      ...record(`c${n + 1}`, ['ann', `u${n + 1}`]),
    }));
    const changes = rows.map(({ row, ...one }) => ({
      row,
      appId: APP,
      callId: one.callId,
      endedAt: one.endedAt,
      userIds: ['ann', one.parts[1]?.userId ?? ''],
      text: JSON.stringify(one),
    }));
    tables.putRecords(changes);
    tables.putRecordUsers(
      changes.flatMap(({ userIds, ...one }) => userIds.map((userId) => ({ ...one, userId }))),
    );

    const errors: string[] = [];
    /** A process takes the file up. */
    const process = (asks: boolean) => {
      const timers = createManualClock(START);
      const log = { error: (_: object, message: string) => void errors.push(message) };
      const sync = new Sync(driver);
      const upkeep = new ContactUpkeep({ driver, sync, tables: tables.directory, timers, log });
      if (asks) upkeep.keep(APP);
      else upkeep.forget(APP);
      upkeep.start();
      return { timers, kill: () => upkeep.stop() };
    };
    const count = () => number(driver.prepare('SELECT count(*) AS n FROM contacts').all()[0] ?? {}, 'n');
    const knows = (other: string) => tables.directory.contact(APP, 'ann', other) !== undefined;
    return { driver, faults, errors, process, count, knows };
  }

  it('are found a little at a time, the latest first, and a killed process goes on where it was', async () => {
    const { process, knows, count, faults } = await setUp();
    const first = process(true);
    expect(count()).toBe(0);
    first.timers.advance(3 * A_STEP_MS);
    expect([knows('u1000'), knows('u881'), knows('u880')]).toEqual([true, true, false]);
    first.kill();
    first.timers.advance(60_000);
    expect(knows('u880')).toBe(false);

    faults.statements = [];
    const second = process(true);
    second.timers.advance(60_000);
    expect(count()).toBe(2 * CALLS);
    const written = faults.statements.filter((sql) => sql.startsWith('INSERT INTO contacts'));
    expect(written).toHaveLength(2 * 880);
    faults.statements = [];
    process(true).timers.advance(60_000);
    expect(faults.statements.filter((sql) => sql === 'COMMIT')).toEqual([]);
  });

  it('a step that the storage does not take is tried again as a whole, and told of once', async () => {
    const { process, count, faults, errors } = await setUp();
    const { timers } = process(true);
    timers.advance(A_STEP_MS);
    const before = count();
    faults.failing = (sql) => sql.startsWith('UPDATE contact_apps');
    timers.advance(60_000);
    expect(count()).toBe(before);
    expect(errors).toHaveLength(1);
    faults.failing = 'none';
    timers.advance(60_000);
    expect(count()).toBe(2 * CALLS);
  });

  it('are forgotten a little at a time, and all found again by an app that changes its mind meanwhile', async () => {
    const { process, count } = await setUp();
    process(true).timers.advance(60_000);
    const forgets = process(false);
    forgets.timers.advance(2 * A_STEP_MS);
    expect(count()).toBe(2 * CALLS - 1_000);
    forgets.kill();
    process(true).timers.advance(60_000);
    expect(count()).toBe(2 * CALLS);
    process(false).timers.advance(60_000);
    expect(count()).toBe(0);
  });

  it('one step is no more than so many contacts, however many people a call had', async () => {
    const { driver, process, count } = await setUp(0);
    const users = Array.from({ length: 60 }, (_, n) => `u${n}`);
    const tables = new Tables(driver);
    for (const row of [1, 2, 3]) {
      const one = record(
        `c${row}`,
        users.map((user) => `${user}-${row}`),
      );
      const change = { row, appId: APP, callId: one.callId, endedAt: one.endedAt };
      const userIds = one.parts.map(({ userId }) => userId);
      tables.putRecords([{ ...change, userIds, text: JSON.stringify(one) }]);
      tables.putRecordUsers(userIds.map((userId) => ({ ...change, userId })));
    }
    const { timers } = process(true);
    const counts = [1, 2, 3].map(() => {
      timers.advance(A_STEP_MS);
      return count();
    });
    expect(counts).toEqual([50 * 49, 2 * 50 * 49, 3 * 50 * 49]);
  });
});
