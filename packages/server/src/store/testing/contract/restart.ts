import { Code } from '@ringback/protocol';
import { describe, expect, it } from 'vitest';
import { fixture } from '../fixture.js';
import { CALL } from '../machine.js';
import { APP, call, changing, fact, mail, record, START, user } from '../states.js';
import type { StorageKind } from '../storage.js';

const ANN1 = { appId: APP, userId: 'ann', deviceId: 'ann1' };

/** What is there again when the store is closed and opened. */
export function restartContract(kind: StorageKind): void {
  describe.runIf(kind.keeps)('after close and open', () => {
    it('S1-25 users, calls, wakes, profiles, records and facts are back', async () => {
      const { given, reopen, store } = await fixture(kind);
      const state = {
        users: [user('ann', ['ann1'], START + 900), user('carol', [])],
        calls: [call('c', ['ann'], ['bob'], START + 300)],
      };
      await given({ ...state, records: [record('old', ['ann'])], facts: [fact('old')] });
      await store().setProfile(APP, 'ann', { nick: 'Ann' });
      await reopen();
      expect(await store().liveCall(APP, 'c')).toEqual(state.calls[0]);
      expect((await store().callOf(APP, 'bob'))?.callId).toBe('c');
      expect(await store().dueWakes(START + 900, 9)).toEqual([
        { appId: APP, at: START + 300, input: { from: 'clock', callId: 'c' } },
        { appId: APP, at: START + 900, input: { from: 'clock', userId: 'ann' } },
      ]);
      expect(await store().presence(APP)).toEqual([
        { userId: 'ann', linkedDevices: 0, inCall: true },
        { userId: 'bob', linkedDevices: 1, inCall: false },
        { userId: 'carol', linkedDevices: 0, inCall: false },
      ]);
      expect(await store().profiles(APP, ['ann'])).toEqual([{ userId: 'ann', nick: 'Ann', avatar: '' }]);
      expect(await store().recordsOfUser(APP, 'ann', { limit: 9 })).toEqual([record('old', ['ann'])]);
      expect((await store().outbox(9)).map((entry) => entry.fact)).toEqual([fact('old')]);
    });

    it('the machine decides on the same states', async () => {
      const { commit, given, machine, reopen } = await fixture(kind);
      const ann = user('ann', ['ann1', 'ann2']);
      await given({ users: [ann], calls: [call('c', ['ann'])] });
      await reopen();
      let seen: unknown;
      await commit(
        machine.input((world) => {
          seen = [world.user('ann'), world.callOf('ann'), world.user('nobody')];
          return changing({});
        }),
      );
      expect(seen).toEqual([ann, call('c', ['ann']), undefined]);
    });

    it('a call that has ended stays ended', async () => {
      const { commit, given, machine, reopen, store } = await fixture(kind);
      await given({ calls: [call('c1', ['ann'])] });
      await given({ ends: ['c1'] });
      await Promise.all([
        commit(machine.input(() => changing({ calls: [call('c2', ['bob'])] }))),
        commit(machine.input(() => changing({ ends: ['c2'] }))),
      ]);
      await reopen();
      expect(await store().liveCall(APP, 'c1')).toBeUndefined();
      expect(await store().callOf(APP, 'bob')).toBeUndefined();
      expect(await store().nextWakeAt()).toBeNull();
    });

    it('entries that were not acknowledged are back, and their numbers go on', async () => {
      const { given, reopen, store } = await fixture(kind);
      for (const note of ['a', 'b', 'c']) await given({ mail: [mail('ann', 'ann1', note)] });
      await store().acknowledge(ANN1, 1);
      await reopen();
      expect(await store().inbox(ANN1, 1)).toEqual({
        kind: 'entries',
        entries: [
          { seq: 2, events: mail('', '', 'b').events },
          { seq: 3, events: mail('', '', 'c').events },
        ],
      });
      expect(await store().inbox(ANN1, 0)).toMatchObject({ kind: 'gap', seq: 3 });
      await given({ mail: [mail('ann', 'ann1', 'd')] });
      expect(await store().inbox(ANN1, 3)).toMatchObject({ entries: [{ seq: 4 }] });
    });

    it('numbers go on although everything was acknowledged', async () => {
      const { given, reopen, store } = await fixture(kind);
      for (const note of ['a', 'b']) await given({ mail: [mail('ann', 'ann1', note)] });
      await store().acknowledge(ANN1, 2);
      await given({ mail: [mail('ann', 'ann1', 'c')] });
      await store().acknowledge(ANN1, 3);
      await reopen();
      expect(await store().inbox(ANN1, 3)).toEqual({ kind: 'entries', entries: [] });
      await given({ mail: [mail('ann', 'ann1', 'd')] });
      expect(await store().inbox(ANN1, 3)).toMatchObject({ entries: [{ seq: 4 }] });
      await reopen();
      await reopen();
      expect(await store().inbox(ANN1, 3)).toMatchObject({ entries: [{ seq: 4 }] });
    });

    it('records and facts are added to those of before', async () => {
      const { given, reopen, store } = await fixture(kind);
      await given({ records: [record('c1', ['ann'], 10)], facts: [fact('c1')] });
      await reopen();
      await given({ records: [record('c2', ['ann'], 20)], facts: [fact('c2')] });
      const records = await store().recordsOfUser(APP, 'ann', { limit: 9 });
      expect(records.map(({ callId }) => callId)).toEqual(['c2', 'c1']);
      expect((await store().outbox(9)).map((entry) => entry.fact)).toEqual([fact('c1'), fact('c2')]);
    });

    it('a device that was gone has no inbox', async () => {
      const { given, reopen, store } = await fixture(kind);
      await given({ mail: [mail('ann', 'ann1', 'old')] });
      await given({ users: [user('ann', [])], mail: [mail('ann', 'ann1', 'bye')] });
      await given({ users: [user('ann', ['ann1'])] });
      await reopen();
      expect(await store().inbox(ANN1, 0)).toEqual({ kind: 'entries', entries: [] });
    });

    it('G-08 a repeated command gets the first answer that its inbox entry holds, acknowledged or not', async () => {
      const { commit, machine, reopen, store } = await fixture(kind);
      const result = { call: call('c', ['ann']), state: 'ringing' } as const;
      const command = machine.command(
        'ann',
        'ann1',
        () => changing({ calls: [call('c', ['ann'])], result }),
        CALL,
      );
      await commit(command);
      await store().acknowledge(ANN1, 1);
      await reopen();
      expect(await commit(command)).toMatchObject({ ok: true, result, repeated: true, inboxSeq: 1 });
      expect(machine.asked).toBe(1);
    });
  });

  describe('close', () => {
    it('finishes what was asked for, and refuses what comes after', async () => {
      const { commit, machine, store, committed } = await fixture(kind);
      const before = commit(machine.input(() => changing({ calls: [call('c', ['ann'])] })));
      const profile = store().setProfile(APP, 'ann', { nick: 'Ann' });
      const closed = store().close();
      const after = commit(machine.input(() => changing({ ends: ['c'] })));
      expect(await before).toMatchObject({ ok: true });
      expect(await profile).toMatchObject({ nick: 'Ann' });
      expect(await after).toMatchObject({ ok: false, code: Code.SERVER_ERROR });
      await closed;
      expect(committed).toHaveLength(1);
      await expect(store().recordsOfUser(APP, 'ann', { limit: 1 })).rejects.toMatchObject({ code: 'closed' });
      await expect(store().setProfile(APP, 'ann', { nick: 'x' })).rejects.toMatchObject({ code: 'closed' });
      await store().close();
    });

    it.runIf(kind.keeps)('has written it', async () => {
      const { commit, machine, reopen, store } = await fixture(kind);
      const done = Array.from({ length: 1_100 }, (_, index) =>
        commit(machine.input(() => changing({ calls: [call(`c${index}`, [`user ${index}`])] }))),
      );
      await reopen();
      expect(await Promise.all(done)).toMatchObject(done.map(() => ({ ok: true })));
      expect(await store().liveCall(APP, 'c1099')).toBeDefined();
    });
  });
}
