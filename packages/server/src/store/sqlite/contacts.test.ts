import { join } from 'node:path';
import { DEFAULT_POLICY, type KeptRecord } from '@ringback/calls';
import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_DIRECTORY, type DirectorySettings } from '../../directory/rules/state.js';
import { createManualClock } from '../../system/testing/manual-clock.js';
import { ScriptedMachine } from '../testing/machine.js';
import { APP, changing, record, START, user } from '../testing/states.js';
import { driversHere } from './driver/open.js';
import { MIGRATIONS, migrate } from './migrations.js';
import { openEmbeddedStore } from './open.js';
import { openerOf, temporaryFolder } from './testing/storage.js';

const A_MINUTE_MS = 60_000;
const ALL = ['ann', 'bob', 'cid', 'dan'];

describe.each(driversHere())('contacts by calls that are over (%s)', (driver) => {
  let path: string;
  const timers = createManualClock(START);
  beforeEach(() => {
    path = join(temporaryFolder(), 'ringback.db');
  });

  /** Opens the file, ends these calls, and asks whom Ann knows and to whom she has talked. */
  async function run(directory: DirectorySettings['directory'], ...records: KeptRecord[]) {
    const machine = new ScriptedMachine();
    const store = await openEmbeddedStore({
      path,
      apps: [
        {
          sdkAppId: APP,
          policy: DEFAULT_POLICY,
          directory: { ...DEFAULT_DIRECTORY, directory },
          takesFacts: false,
        },
      ],
      decide: machine.decide,
      openDriver: openerOf(driver),
      fresh: () => ({ now: START, callId: 'unused', roomId: 1 }),
      clock: { now: () => START },
      timers,
      log: { error: () => {} },
    });
    timers.advance(A_MINUTE_MS);
    const users = ALL.map((userId) => user(userId, []));
    await store.commit(
      APP,
      machine.input(() => changing({ users, records })),
    );
    let talked: string[] = [];
    await store.commit(
      APP,
      machine.input(({ relations }) => {
        talked = ALL.filter((other) => relations.areContacts('ann', other));
        return changing({});
      }),
    );
    const known = await store.acquainted(APP, 'ann', ALL);
    const knownToDan = await store.acquainted(APP, 'dan', ALL);
    await store.close();
    return { known, talked, knownToDan };
  }

  const parts = (callId: string, inside: readonly string[], outside: readonly string[] = []): KeptRecord => {
    const base = record(callId, [...inside, ...outside]);
    return {
      ...base,
      parts: base.parts.map((part) => ({
        ...part,
        enteredAt: inside.includes(part.userId) ? START : null,
      })),
    };
  };
  const talk = parts('c1', ['ann', 'bob']);
  const missed = parts('c2', ['ann'], ['cid']);
  const unheard: KeptRecord = { ...parts('c3', ['ann'], ['dan']), unheard: ['dan'] };

  const CONTACTS = { known: ALL, talked: ['bob'], knownToDan: ['dan'] };
  const NONE = { known: ['ann'], talked: [], knownToDan: ['dan'] };

  it('are kept where the app asks for them, and there again after a restart', async () => {
    expect(await run('contacts', talk, missed, unheard)).toEqual(CONTACTS);
    expect(await run('contacts')).toEqual(CONTACTS);
  });

  it('are found in the records of before when the app asks for the first time, and forgotten when it does not any more', async () => {
    expect(await run('open', talk, missed, unheard)).toEqual(NONE);
    expect(await run('contacts')).toEqual(CONTACTS);
    expect(await run('open', parts('c4', ['ann', 'cid']))).toEqual(NONE);
    expect(await run('contacts')).toEqual({ ...CONTACTS, talked: ['bob', 'cid'] });
  });

  it('who only rang before has talked from then on, and never the other way round', async () => {
    expect(await run('contacts', missed)).toMatchObject({ talked: [] });
    expect(await run('contacts', parts('c4', ['ann', 'cid']), parts('c5', ['ann'], ['cid']))).toMatchObject({
      talked: ['cid'],
    });
  });

  it('a file of before there were groups, block lists and contacts keeps its users and records', async () => {
    const old = await openerOf(driver)(path);
    migrate(old, MIGRATIONS.slice(0, 1));
    const own = JSON.stringify(talk);
    old.exec(`
      INSERT INTO users VALUES (${APP}, 'ann', 'Ann', '', '${JSON.stringify(user('ann', []))}');
      INSERT INTO records VALUES (1, ${APP}, 'c1', '${own}');
      INSERT INTO record_users VALUES (${APP}, 'ann', ${talk.endedAt}, 1), (${APP}, 'bob', ${talk.endedAt}, 1);
    `);
    old.close();
    expect(await run('contacts')).toMatchObject({ known: ['ann', 'bob'], talked: ['bob'] });
  });
});
