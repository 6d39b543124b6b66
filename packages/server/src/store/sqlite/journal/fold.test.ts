import type { CallRecord } from '@ringback/protocol';
import { describe, expect, it, onTestFinished } from 'vitest';
import { APP, call, record, START, user } from '../../testing/states.js';
import type { SqlDriver } from '../driver/driver.js';
import { driversHere } from '../driver/open.js';
import { migrate } from '../migrations.js';
import { Tables } from '../tables.js';
import { openerOf } from '../testing/storage.js';
import { inTransaction } from '../transaction.js';
import { Backlog } from './backlog.js';
import { type ChangeSet, recordChange } from './change-set.js';
import { Fold } from './fold.js';
import { Journal } from './journal.js';

const NOTHING: ChangeSet = { users: [], calls: [], entries: [], freed: [], records: [] };
const profile = (userId: string) => ({ userId, nick: `nick of ${userId}`, avatar: '' });
const entry = (row: number) => {
  return { row, appId: APP, userId: 'ann', deviceId: 'ann1', entry: { seq: row, text: `{"seq":${row}}` } };
};
const begins = (callId: string, isNew = true) => ({
  appId: APP,
  callId,
  state: call(callId, ['ann']),
  isNew,
});
const ends = (callId: string) => ({ appId: APP, callId, state: null, isNew: false });
const recorded = (row: number, one: CallRecord) => recordChange(row, APP, one);

describe.each(driversHere())('folding (%s)', (name) => {
  async function folding(...changes: readonly Partial<ChangeSet>[]) {
    const driver: SqlDriver = await openerOf(name)(':memory:');
    onTestFinished(() => driver.close());
    migrate(driver);
    const journal = new Journal(driver);
    const tables = new Tables(driver);
    const backlogOf = (some: readonly Partial<ChangeSet>[], mayBeInTables = false) => {
      const backlog = new Backlog({ mayBeInTables });
      for (const [index, change] of some.entries()) {
        backlog.add({ ...NOTHING, ...change }, () => false);
        backlog.journaled(index + 1, 1);
      }
      return backlog;
    };
    for (const index of changes.keys()) journal.append(index + 1, '{}');
    const fold = new Fold(backlogOf(changes), tables, journal);
    const step = (some: Fold, rows: number) => {
      let committed = () => {};
      inTransaction(driver, () => {
        committed = some.write(rows);
      });
      committed();
    };
    const columnOf = (table: string, column: string) =>
      driver
        .prepare(`SELECT ${column} AS it FROM ${table} ORDER BY 1`)
        .all()
        .map(({ it }) => it);
    const held = () => ({
      users: columnOf('users', 'id'),
      calls: columnOf('calls', 'id'),
      inbox: columnOf('inbox', 'id'),
      records: columnOf('records', 'call'),
      recordCalls: columnOf('record_calls', 'call'),
      recordUsers: columnOf('record_users', 'user'),
      journal: columnOf('journal', 'id'),
    });
    return { driver, tables, journal, fold, step, held, backlogOf };
  }

  const CHANGES: readonly Partial<ChangeSet>[] = [
    {
      users: [{ appId: APP, state: user('ann', ['ann1']), profile: profile('ann') }],
      entries: [entry(1), entry(2)],
    },
    { calls: [begins('short'), begins('long')], entries: [entry(3)], freed: [1] },
    { calls: [ends('short')], records: [recorded(1, record('short', ['ann', 'bob']))] },
  ];
  const FOLDED = {
    users: ['ann'],
    calls: ['long'],
    inbox: [2, 3],
    records: ['short'],
    recordCalls: ['short'],
    recordUsers: ['ann', 'bob'],
    journal: [],
  };

  it('leaves in the tables what is still true, and nothing in the journal', async () => {
    const { fold, step, held } = await folding(...CHANGES);
    step(fold, Number.POSITIVE_INFINITY);
    expect(held()).toEqual(FOLDED);
    expect(fold.isDone).toBe(true);
  });

  it('goes on where it was, a row at a time, and again after a step that was not committed', async () => {
    const { driver, fold, step, held } = await folding(...CHANGES);
    let steps = 0;
    for (; !fold.isDone; steps++) {
      expect(held().journal).not.toEqual([]);
      expect(() =>
        inTransaction(driver, () => {
          fold.write(1);
          throw new Error('no room');
        }),
      ).toThrow('no room');
      step(fold, 1);
    }
    expect(steps).toBe(fold.rows);
    expect(held()).toEqual(FOLDED);
  });

  it('may be broken off anywhere: the whole journal, folded again, comes to the same', async () => {
    const { fold: whole } = await folding(...CHANGES);
    for (let rows = 0; rows < whole.rows; rows++) {
      const { fold, step, held, backlogOf, tables, journal } = await folding(...CHANGES);
      step(fold, rows);
      const later = [...CHANGES, { calls: [ends('long')], freed: [2, 3] }];
      const again = new Fold(backlogOf(later, true), tables, journal);
      step(again, Number.POSITIVE_INFINITY);
      expect(held()).toEqual({ ...FOLDED, calls: [], inbox: [] });
    }
  });

  it('writes no entry that is freed before its turn', async () => {
    const { fold, step, held } = await folding({ entries: [entry(1), entry(2)] });
    fold.backlog.entries.delete(2);
    step(fold, Number.POSITIVE_INFINITY);
    expect(held().inbox).toEqual([1]);
    // What is written can only be deleted.
    expect(fold.backlog.entries.size).toBe(0);
  });

  it('finds records by call and by user, more than one statement puts', async () => {
    const many = Array.from({ length: 100 }, (_, index) =>
      recorded(index + 1, record(`c${index}`, ['ann'], index)),
    );
    const { fold, step, tables } = await folding({ records: many });
    step(fold, Number.POSITIVE_INFINITY);
    expect(tables.record(APP, 'c42')).toEqual(record('c42', ['ann'], 42));
    const page = tables.recordsOfUser(APP, 'ann', { from: 0, limit: 2, before: START + 50 });
    expect(page.map(({ callId }) => callId)).toEqual(['c49', 'c48']);
  });
});
