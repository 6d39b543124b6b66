import type { Input } from '@ringback/calls';
import { onTestFinished } from 'vitest';
import type { CommitResult, Committed, Store } from '../contract.js';
import { ScriptedMachine } from './machine.js';
import { APP, APPS, changing, START, user } from './states.js';
import type { StorageKind } from './storage.js';

export interface Fixture {
  readonly machine: ScriptedMachine;
  /** What listeners were told, since the store was opened. */
  readonly committed: Committed[];
  /** Messages that were logged. */
  readonly logged: string[];
  readonly store: () => Store;
  readonly break: () => void;
  readonly heal: () => void;
  commit(input: Input, appId?: number): Promise<CommitResult>;
  /** Commits states that the test begins with. */
  given(...wanted: Parameters<typeof changing>): Promise<void>;
  /** Closes the store and opens it again on the same storage. */
  reopen(): Promise<void>;
}

/** A store on empty storage with a scripted machine. Ann has the devices ann1 and ann2, Bob has bob1. */
export async function fixture(kind: StorageKind): Promise<Fixture> {
  const storage = await kind.create();
  const machine = new ScriptedMachine();
  const committed: Committed[] = [];
  const logged: string[] = [];
  let drawn = 0;

  const open = async () => {
    const opened = await storage.open({
      apps: APPS,
      decide: machine.decide,
      fresh: () => ({ now: START, callId: `fresh ${++drawn}`, roomId: 1 }),
      log: { error: (_fields, message) => logged.push(message) },
    });
    committed.length = 0;
    opened.onCommit((one) => committed.push(one));
    return opened;
  };

  let store = await open();
  onTestFinished(() => store.close());
  const commit = (input: Input, appId = APP) => store.commit(appId, input);
  const given: Fixture['given'] = async (wanted) => {
    await commit(machine.input(() => changing(wanted)));
  };
  await given({ users: [user('ann', ['ann1', 'ann2']), user('bob', ['bob1'])] });
  committed.length = 0;
  machine.asked = 0;

  return {
    machine,
    committed,
    logged,
    store: () => store,
    break: () => storage.break(),
    heal: () => storage.heal(),
    commit,
    given,
    async reopen() {
      await store.close();
      store = await open();
    },
  };
}
