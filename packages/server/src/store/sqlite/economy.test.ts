import { Code } from '@ringback/protocol';
import { describe, expect, it } from 'vitest';
import { fixture } from '../testing/fixture.js';
import { APP, call, changing, mail, record, refusal, user } from '../testing/states.js';
import { driversHere } from './driver/open.js';
import { Faults } from './testing/faulty-driver.js';
import { openerOf, watchedStorage } from './testing/storage.js';

const ANN1 = { appId: APP, userId: 'ann', deviceId: 'ann1' };

/** What a commit costs: waits for the disk (transactions) and rows. */
describe.each(driversHere())('group commit (%s)', (driver) => {
  async function watched() {
    const faults = new Faults();
    const create = async () => watchedStorage(openerOf(driver), ':memory:', faults);
    const { machine, commit, ...rest } = await fixture({ name: 'watched', keeps: false, create });
    faults.statements = [];
    const together = (...decisions: readonly ReturnType<typeof changing>[]) =>
      Promise.all(decisions.map((decision) => commit(machine.input(() => decision))));
    return { ...rest, faults, machine, commit, together };
  }

  it('writes what is asked for together in one transaction', async () => {
    const { faults, store, together } = await watched();
    await Promise.all([
      together(changing({ calls: [call('c1', ['ann'])] }), changing({ calls: [call('c2', ['bob'])] })),
      store().setProfile(APP, 'ann', { nick: 'Ann' }),
    ]);
    expect(faults.brief).toEqual(['BEGIN', 'INSERT users', 'INSERT calls', 'INSERT calls', 'COMMIT']);
  });

  it('writes one row for each user and call however often it changed', async () => {
    const { faults, together } = await watched();
    await together(
      changing({ calls: [call('c', ['ann'], ['bob'])], users: [user('ann', ['ann1'])] }),
      changing({ calls: [call('c', ['ann', 'bob'])], users: [user('ann', ['ann1', 'ann2'])] }),
    );
    expect(faults.brief).toEqual(['BEGIN', 'INSERT users', 'INSERT calls', 'COMMIT']);
  });

  it('writes no row for a call that began and ended in between', async () => {
    const { faults, together } = await watched();
    await together(
      changing({ calls: [call('c', ['ann'])] }),
      changing({ ends: ['c'], records: [record('c', ['ann', 'bob'])] }),
    );
    expect(faults.brief).toEqual([
      'BEGIN',
      'INSERT records',
      'INSERT record_users',
      'INSERT record_users',
      'COMMIT',
    ]);
  });

  it('writes one row for each device and commit, and none for its user', async () => {
    const { faults, together } = await watched();
    await together(changing({ mail: [mail('ann', 'ann1', 'x'), mail('bob', 'bob1', 'x')] }));
    expect(faults.brief).toEqual(['BEGIN', 'INSERT inbox', 'INSERT inbox', 'COMMIT']);
  });

  it('writes no row for a state that is the one that was read', async () => {
    const { commit, faults, machine } = await watched();
    const same = machine.input((world) => changing({ users: [world.user('ann')!] }));
    await commit(same);
    expect(faults.brief).not.toContain('INSERT users');
  });

  it('writes nothing for refusals', async () => {
    const { faults, together } = await watched();
    await together(refusal(Code.WRONG_STATE));
    expect(faults.brief).toEqual([]);
  });

  it('deletes acknowledged entries with the next transaction, all at once, and keeps the newest for its number', async () => {
    const { faults, store, together } = await watched();
    for (const note of ['a', 'b', 'c']) await together(changing({ mail: [mail('ann', 'ann1', note)] }));
    faults.statements = [];
    await store().acknowledge(ANN1, 2);
    await store().acknowledge(ANN1, 3);
    expect(faults.brief).toEqual([]);
    await together(changing({ mail: [mail('ann', 'ann1', 'd')] }));
    expect(faults.brief).toEqual(['BEGIN', 'INSERT inbox', 'DELETE inbox', 'COMMIT']);
    await together(changing({ calls: [call('c', ['ann'])] }));
    await together(changing({ ends: ['c'] }));
    expect(faults.brief.slice(4)).toEqual([
      ...['BEGIN', 'INSERT calls', 'DELETE inbox', 'COMMIT'],
      ...['BEGIN', 'DELETE calls', 'COMMIT'],
    ]);
  });

  it('bounds a transaction, so that links are served in between', async () => {
    const { faults, together } = await watched();
    await together(...Array.from({ length: 513 }, () => changing({ calls: [call('c', ['ann'])] })));
    expect(faults.brief.filter((statement) => statement === 'COMMIT')).toHaveLength(2);
  });
});
