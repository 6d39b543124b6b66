import { describe, expect, it } from 'vitest';
import { fixture } from '../fixture.js';
import { APP, call, changing, mail, START, user } from '../states.js';
import type { StorageKind } from '../storage.js';

/** Many commits at once, and what listeners are told. */
export function orderContract(kind: StorageKind): void {
  describe('commits that are asked for together', () => {
    it('are decided in the order in which they were asked for, each on what those before it changed', async () => {
      const { commit, machine } = await fixture(kind);
      const seen: number[] = [];
      const addOne = () =>
        machine.input((world) => {
          const count = world.call('c')?.roomId ?? 0;
          seen.push(count);
          return changing({ calls: [{ ...call('c', ['ann']), roomId: count + 1 }] });
        });
      await Promise.all(Array.from({ length: 1_500 }, () => commit(addOne())));
      expect(seen).toEqual(Array.from({ length: 1_500 }, (_, index) => index));
    });

    it('see users and whose call is whose as those before them left it', async () => {
      const { commit, machine } = await fixture(kind);
      const seen: unknown[] = [];
      await Promise.all([
        commit(
          machine.input(() =>
            changing({ users: [user('carol', ['carol1'])], calls: [call('c', ['ann'], ['carol'])] }),
          ),
        ),
        commit(
          machine.input((world) => {
            seen.push(world.user('carol')?.devices.length, world.callOf('carol')?.callId);
            return changing({ calls: [call('c', ['ann'])] });
          }),
        ),
        commit(
          machine.input((world) => {
            seen.push(world.callOf('carol'), world.callOf('ann')?.callId);
            return changing({ ends: ['c'] });
          }),
        ),
        commit(
          machine.input((world) => {
            seen.push(world.callOf('ann'), world.call('c'));
            return changing({});
          }),
        ),
      ]);
      expect(seen).toEqual([1, 'c', undefined, 'c', undefined, undefined]);
    });

    it('do not wait for those that were asked for by what they caused', async () => {
      const { commit, machine, store } = await fixture(kind);
      const second = new Promise((resolve) => {
        const stop = store().onCommit(() => {
          stop();
          resolve(commit(machine.input(() => changing({ calls: [call('c2', ['bob'])] }))));
        });
      });
      await commit(machine.input(() => changing({ calls: [call('c1', ['ann'])] })));
      expect(await second).toMatchObject({ ok: true });
    });
  });

  describe('onCommit', () => {
    it('is called once a commit, in commit order, before the commit resolves', async () => {
      const { commit, machine, store } = await fixture(kind);
      const heard: string[] = [];
      store().onCommit(({ calls }) => heard.push(`told of ${[...calls.keys()]}`));
      const commits = ['c1', 'c2'].map(async (id) => {
        await commit(machine.input(() => changing({ calls: [call(id, [id])] })));
        heard.push(`${id} resolved`);
      });
      await Promise.all(commits);
      expect(heard.filter((line) => line.startsWith('told'))).toEqual(['told of c1', 'told of c2']);
      for (const id of ['c1', 'c2']) {
        expect(heard.indexOf(`told of ${id}`)).toBeLessThan(heard.indexOf(`${id} resolved`));
      }
    });

    it('finds the commit in the store already', async () => {
      const { given, store } = await fixture(kind);
      let found: unknown;
      store().onCommit(() => {
        found = store().liveCall(APP, 'c');
      });
      await given({ calls: [call('c', ['ann'])] });
      expect(await found).toEqual(call('c', ['ann']));
    });

    it('tells the calls as each commit left them, ended ones as null', async () => {
      const { commit, machine, committed } = await fixture(kind);
      await Promise.all([
        commit(machine.input(() => changing({ calls: [call('c', ['ann'], ['bob'])] }))),
        commit(machine.input(() => changing({ ends: ['c'] }))),
      ]);
      expect(committed.map(({ calls }) => calls.get('c'))).toEqual([call('c', ['ann'], ['bob']), null]);
    });

    it('tells which devices are gone, with the mail that they still get', async () => {
      const { given, committed } = await fixture(kind);
      await given({ users: [user('ann', ['ann2'])], mail: [mail('ann', 'ann1', 'bye')] });
      const address = { appId: APP, userId: 'ann', deviceId: 'ann1' };
      expect(committed[0]?.gone).toEqual([address]);
      expect(committed[0]?.mail).toMatchObject([
        { ...address, entry: { seq: 1, events: mail('', '', 'bye').events } },
      ]);
    });

    it('tells of a device that is gone without mail', async () => {
      const { given, committed } = await fixture(kind);
      await given({ users: [user('ann', ['ann2'])] });
      expect(committed).toHaveLength(1);
    });

    it('tells the earliest wake that the commit set, and none that stood before', async () => {
      const { given, committed } = await fixture(kind);
      await given({
        calls: [call('c1', ['ann'], ['bob'], START + 500), call('c2', ['carol'], ['dave'], START + 300)],
        users: [user('bob', ['bob1'], START + 400)],
      });
      await given({ calls: [call('c1', ['ann', 'eve'], ['bob'], START + 500)] });
      await given({ calls: [call('c2', ['carol'], ['dave'], START + 900)] });
      await given({ ends: ['c1', 'c2'] });
      expect(committed.map(({ wakeAt }) => wakeAt)).toEqual([START + 300, null, START + 900, null]);
    });

    it('is silent about a commit that changed none of it', async () => {
      const { commit, given, machine, committed } = await fixture(kind);
      await given({});
      await given({ users: [user('ann', ['ann1', 'ann2'])] });
      await commit(machine.command('ann', 'ann1', () => changing({})));
      expect(committed).toEqual([]);
    });

    it('goes on for the others when one listener throws', async () => {
      const { commit, given, machine, logged, store } = await fixture(kind);
      const heard: string[] = [];
      store().onCommit(() => {
        throw new Error('a fault of the listener');
      });
      store().onCommit(() => heard.push('second'));
      expect(await commit(machine.input(() => changing({ calls: [call('c', ['ann'])] })))).toMatchObject({
        ok: true,
      });
      await given({ ends: ['c'] });
      expect(heard).toEqual(['second', 'second']);
      expect(logged).toHaveLength(2);
    });

    it('ends with the function that it returned', async () => {
      const { given, store } = await fixture(kind);
      let told = 0;
      const stop = store().onCommit(() => {
        told += 1;
      });
      await given({ calls: [call('c', ['ann'])] });
      stop();
      await given({ ends: ['c'] });
      expect(told).toBe(1);
    });
  });
}
