import { join } from 'node:path';
import { Code } from '@ringback/protocol';
import { describe, expect, it } from 'vitest';
import { fixture } from '../testing/fixture.js';
import { CALL } from '../testing/machine.js';
import { APP, call, changing, fact, mail, record, START, user } from '../testing/states.js';
import type { OpenDriver, SqlDriver } from './driver/driver.js';
import { driversHere } from './driver/open.js';
import { Faults } from './testing/faulty-driver.js';
import { openerOf, temporaryFolder, watchedStorage } from './testing/storage.js';

const inboxOf = (userId: string, deviceId: string) => ({ appId: APP, userId, deviceId });

describe.each(driversHere())('faults of the storage (%s)', (driver) => {
  async function faulty(open: OpenDriver = openerOf(driver), foldedTogether?: number) {
    const faults = new Faults();
    const path = join(temporaryFolder(), 'ringback.db');
    let now = START;
    const clock = {
      now: () => now,
      pass(ms: number) {
        now += ms;
      },
    };
    const create = async () => watchedStorage(open, path, faults, foldedTogether, clock);
    const parts = await fixture({ name: 'faulty', keeps: true, create });
    const everything = async () => ({
      calls: [await parts.store().liveCall(APP, 'c1'), await parts.store().liveCall(APP, 'c2')],
      presence: await parts.store().presence(APP),
      profiles: await parts.store().profiles(APP, ['ann', 'bob', 'carol']),
      inboxes: [
        await parts.store().inbox(inboxOf('ann', 'ann1'), 1),
        await parts.store().inbox(inboxOf('ann', 'ann2'), 0),
        await parts.store().inbox(inboxOf('bob', 'bob1'), 0),
      ],
      wakes: await parts.store().dueWakes(Number.MAX_SAFE_INTEGER, 99),
      records: await parts.store().recordsOfUser(APP, 'ann', { limit: 99 }),
      outbox: await parts.store().outbox(99),
    });
    return { ...parts, clock, faults, everything };
  }

  it('whichever statement fails, nothing has changed, in memory as in the file', async () => {
    const { commit, committed, everything, faults, given, machine, reopen, store } = await faulty();
    await given({
      calls: [call('c1', ['ann'], ['bob'])],
      mail: [mail('ann', 'ann1', 'a'), mail('ann', 'ann2', 'b')],
      facts: [fact('c1')],
    });
    await given({ mail: [mail('ann', 'ann1', 'c')] });
    await store().acknowledge(inboxOf('ann', 'ann1'), 1);
    const before = await everything();
    const change = machine.command(
      'ann',
      'ann1',
      () =>
        changing({
          users: [user('ann', ['ann1'], START + 900), user('carol', ['carol1'])],
          calls: [call('c2', ['bob'], ['carol'])],
          ends: ['c1'],
          records: [record('c1', ['ann', 'bob'])],
          mail: [mail('bob', 'bob1', 'd'), mail('ann', 'ann2', 'bye')],
          facts: [fact('c2')],
        }),
      CALL,
    );
    const ask = () =>
      Promise.all([commit(change), commit(machine.input(() => changing({ users: [user('dave', [])] })))]);

    committed.length = 0;
    let failing = 0;
    for (;;) {
      faults.statements = [];
      faults.failing = ++failing;
      const [first, second] = await ask();
      faults.failing = 'none';
      if (first.ok) break;
      expect([first, second]).toMatchObject([{ code: Code.SERVER_ERROR }, { code: Code.SERVER_ERROR }]);
      expect(committed).toEqual([]);
      expect(await everything()).toEqual(before);
      await reopen();
      expect(await everything()).toEqual(before);
    }
    // BEGIN, the journal, the facts, COMMIT.
    expect(failing - 1).toBe(4);
    expect(committed).toHaveLength(1);
    const after = await everything();
    expect(after.calls).toEqual([undefined, call('c2', ['bob'], ['carol'])]);
    await reopen();
    expect(await everything()).toEqual(after);
  });

  it('a disk that is full refuses commits and takes them again when there is room', async () => {
    let database: SqlDriver | undefined;
    const open: OpenDriver = async (path) => {
      const opened = await openerOf(driver)(path);
      if (path.endsWith('.db')) database = opened;
      return opened;
    };
    const { commit, everything, machine, reopen } = await faulty(open);
    const pages = Number(database?.prepare('PRAGMA page_count').all()[0]?.page_count);
    database?.prepare(`PRAGMA max_page_count = ${pages}`).all();
    const big = () =>
      machine.input(() =>
        changing({ calls: [{ ...call('c1', ['ann']), userData: 'x'.repeat(20_000) }], facts: [fact('c1')] }),
      );
    const before = await everything();
    expect(await commit(big())).toMatchObject({ ok: false, code: Code.SERVER_ERROR });
    expect(await everything()).toEqual(before);
    database?.prepare(`PRAGMA max_page_count = ${pages + 1_000}`).all();
    expect(await commit(big())).toMatchObject({ ok: true });
    const after = await everything();
    await reopen();
    expect(await everything()).toEqual(after);
  });

  describe('a transaction that cannot even be undone is undone before the next', () => {
    async function sticking(foldedTogether?: number) {
      const stuck = { at: (_sql: string) => false };
      const open: OpenDriver = async (path) => {
        const opened = await openerOf(driver)(path);
        return {
          ...opened,
          exec(sql) {
            if (stuck.at(sql)) throw new Error(`injected fault at ${sql}`);
            opened.exec(sql);
          },
        };
      };
      const parts = await faulty(open, foldedTogether);
      const begin = (callId: string) =>
        parts.commit(parts.machine.input(() => changing({ calls: [call(callId, ['ann'])] })));
      return { ...parts, stuck, begin };
    }

    it('when it was a commit', async () => {
      const { begin, reopen, store, stuck } = await sticking();
      stuck.at = (sql) => sql === 'COMMIT' || sql === 'ROLLBACK';
      expect(await begin('c1')).toMatchObject({ ok: false });
      stuck.at = () => false;
      expect(await begin('c2')).toMatchObject({ ok: false });
      expect(await begin('c3')).toMatchObject({ ok: true });
      await reopen();
      expect(await store().liveCall(APP, 'c1')).toBeUndefined();
      expect(await store().liveCall(APP, 'c3')).toBeDefined();
    });

    it('when it was a step of a fold', async () => {
      const { begin, logged, reopen, store, stuck } = await sticking(1);
      let commits = 0;
      stuck.at = (sql) => (sql === 'COMMIT' && ++commits > 1) || sql === 'ROLLBACK';
      expect(await begin('c1')).toMatchObject({ ok: true });
      expect(logged).toEqual(['the journal could not be folded, trying again']);
      stuck.at = () => false;
      expect(await begin('c2')).toMatchObject({ ok: false });
      expect(await begin('c3')).toMatchObject({ ok: true });
      await reopen();
      expect(await store().liveCall(APP, 'c1')).toBeDefined();
      expect(await store().liveCall(APP, 'c3')).toBeDefined();
    });
  });

  it('a journal that cannot be folded stays, and no commit fails for it', async () => {
    const { clock, commit, everything, faults, given, logged, machine, reopen } = await faulty(
      undefined,
      1_000,
    );
    faults.failing = (sql) => sql.includes('INTO records');
    for (let count = 0; count < 20; count++) await given({ records: [record(`c${count}`, ['ann'])] });
    expect(logged).toEqual(['the journal could not be folded, trying again']);
    expect((await everything()).records).toHaveLength(20);
    faults.failing = 'none';
    clock.pass(10_000);
    expect(await commit(machine.input(() => changing({ calls: [call('c1', ['ann'])] })))).toMatchObject({
      ok: true,
    });
    const before = await everything();
    await reopen();
    expect(await everything()).toEqual(before);
  });

  it('a journal that has become too long for want of folding takes nothing more until that works', async () => {
    const { clock, commit, everything, faults, machine, reopen } = await faulty(undefined, 1_000);
    faults.failing = (sql) => sql.includes('INTO records');
    let count = 0;
    const recorded = () =>
      commit(machine.input(() => changing({ records: [record(`c${++count}`, ['ann'])] })));
    while ((await recorded()).ok) if (count > 99) throw new Error('it grows without bound');
    expect(await recorded()).toMatchObject({ code: Code.SERVER_ERROR });
    faults.failing = 'none';
    clock.pass(10_000);
    expect(await recorded()).toMatchObject({ ok: true });
    const before = await everything();
    await reopen();
    expect(await everything()).toEqual(before);
  });

  it('a fold that failed is tried again after a while, and not at every commit', async () => {
    const { clock, commit, faults, logged, machine } = await faulty(undefined, 1_000);
    faults.failing = (sql) => sql.includes('INTO users');
    let count = 0;
    const attemptsIn = async (commits: number) => {
      faults.statements = [];
      for (const last = count + commits; count < last; count++)
        await commit(machine.input(() => changing({ records: [record(`c${count}`, ['ann'])] })));
      return faults.statements.filter((sql) => sql.includes('INTO users')).length;
    };
    expect(await attemptsIn(60)).toBe(1);
    clock.pass(99);
    expect(await attemptsIn(10)).toBe(0);
    clock.pass(1);
    expect(await attemptsIn(10)).toBe(1);
    clock.pass(199);
    expect(await attemptsIn(10)).toBe(0);
    clock.pass(1);
    expect(await attemptsIn(10)).toBe(1);
    for (let hours = 0; hours < 3; hours++) clock.pass(3_600_000);
    expect(await attemptsIn(10)).toBe(1);
    expect(logged.filter((message) => message.includes('folded'))).toHaveLength(1);
  });

  it('acknowledgements that cannot be written at the end only repeat a delivery', async () => {
    const { faults, given, logged, reopen, store } = await faulty();
    for (const note of ['a', 'b']) await given({ mail: [mail('ann', 'ann1', note)] });
    await store().acknowledge(inboxOf('ann', 'ann1'), 1);
    faults.failing = 'all';
    await store().close();
    faults.failing = 'none';
    expect(logged).toHaveLength(1);
    await reopen();
    expect(await store().inbox(inboxOf('ann', 'ann1'), 0)).toMatchObject({
      entries: [{ seq: 1 }, { seq: 2 }],
    });
  });
});
