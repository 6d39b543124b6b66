import { Code } from '@ringback/protocol';
import { describe, expect, it } from 'vitest';
import { fixture } from '../testing/fixture.js';
import { APP, call, changing, mail, record, refusal } from '../testing/states.js';
import { driversHere } from './driver/open.js';
import { Faults } from './testing/faulty-driver.js';
import { openerOf, watchedStorage } from './testing/storage.js';

const ANN1 = { appId: APP, userId: 'ann', deviceId: 'ann1' };

const ONE_ROW = ['BEGIN', 'INSERT journal', 'COMMIT'];

/** What a commit costs: waits for the disk (transactions) and rows. */
describe.each(driversHere())('group commit (%s)', (driver) => {
  async function watched(foldedTogether?: number) {
    const faults = new Faults();
    const create = async () => watchedStorage(openerOf(driver), ':memory:', faults, foldedTogether);
    const { machine, commit, ...rest } = await fixture({ name: 'watched', keeps: false, create });
    faults.statements = [];
    const together = (...decisions: readonly ReturnType<typeof changing>[]) =>
      Promise.all(decisions.map((decision) => commit(machine.input(() => decision))));
    return { ...rest, faults, machine, commit, together };
  }

  it('writes what is asked for together in one transaction and one row', async () => {
    const { faults, store, together } = await watched();
    await Promise.all([
      together(
        changing({ calls: [call('c1', ['ann'])], records: [record('c0', ['ann', 'bob'])] }),
        changing({
          calls: [call('c2', ['bob'])],
          mail: [mail('ann', 'ann1', 'x'), mail('bob', 'bob1', 'x')],
        }),
      ),
      store().setProfile(APP, 'ann', { nick: 'Ann' }),
    ]);
    expect(faults.brief).toEqual(ONE_ROW);
  });

  it('writes nothing for a state that is the one that was read', async () => {
    const { commit, faults, machine } = await watched();
    const same = machine.input((world) => changing({ users: [world.user('ann')!] }));
    await commit(same);
    expect(faults.brief).not.toContain('INSERT journal');
  });

  it('writes nothing for refusals', async () => {
    const { faults, together } = await watched();
    await together(refusal(Code.WRONG_STATE));
    expect(faults.brief).toEqual([]);
  });

  it('writes nothing for refusals in the middle of a fold either', async () => {
    const { faults, together } = await watched(4_000);
    const recorded = (index: number) => record(`c${index}`, ['ann', 'bob']);
    let count = 0;
    while (!faults.brief.includes('INSERT records')) {
      faults.statements = [];
      await together(changing({ records: [recorded(++count)] }));
    }
    expect(faults.brief).not.toContain('DELETE journal');
    faults.statements = [];
    await together(refusal(Code.WRONG_STATE));
    expect(faults.brief).toEqual([]);
  });

  it('folds some commits together', async () => {
    const { faults, together } = await watched(200_000);
    let count = 0;
    const commitOne = () => together(changing({ records: [record(`c${++count}`, ['ann', 'bob'])] }));
    while (!faults.brief.includes('INSERT records')) await commitOne();
    faults.statements = [];
    for (let commits = 0; commits < 40; commits++) await commitOne();
    const folds = faults.brief.filter((statement) => statement === 'BEGIN').length - 40;
    expect(folds).toBeGreaterThan(5);
    expect(folds).toBeLessThan(30);
  });

  it('frees acknowledged entries with the next transaction', async () => {
    const { faults, store, together } = await watched();
    for (const note of ['a', 'b', 'c']) await together(changing({ mail: [mail('ann', 'ann1', note)] }));
    faults.statements = [];
    await store().acknowledge(ANN1, 2);
    await store().acknowledge(ANN1, 3);
    expect(faults.brief).toEqual([]);
    await together(changing({ mail: [mail('ann', 'ann1', 'd')] }));
    expect(faults.brief).toEqual(ONE_ROW);
  });

  it('bounds a transaction, so that links are served in between', async () => {
    const { faults, together } = await watched();
    await together(...Array.from({ length: 513 }, () => changing({ calls: [call('c', ['ann'])] })));
    expect(faults.brief.filter((statement) => statement === 'COMMIT')).toHaveLength(2);
  });
});
