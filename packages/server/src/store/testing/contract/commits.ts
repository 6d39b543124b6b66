import { CallEndReason, Code } from '@ringback/protocol';
import { describe, expect, it } from 'vitest';
import { fixture } from '../fixture.js';
import { APP, call, changing, fact, mail, OTHER_APP, record, refusal, START, user } from '../states.js';
import type { StorageKind } from '../storage.js';

/** One commit at a time: what it changes, and that it changes all or nothing. */
export function commitsContract(kind: StorageKind): void {
  describe('commit', () => {
    it('resolves with the decision, which is then what the store says', async () => {
      const { commit, machine, store } = await fixture(kind);
      const wanted = changing({ calls: [call('c', ['ann'], ['bob'])], mail: [mail('bob', 'bob1', 'ring')] });
      const result = await commit(machine.input(() => wanted));
      expect(result).toEqual({ ...wanted, answeredInInbox: false, repeated: false, inboxSeq: 0 });
      expect(await store().liveCall(APP, 'c')).toEqual(call('c', ['ann'], ['bob']));
      expect(await store().callOf(APP, 'bob')).toEqual(call('c', ['ann'], ['bob']));
      expect(await store().callOf(APP, 'nobody')).toBeUndefined();
    });

    it('decides with the policy of the app and with fresh values', async () => {
      const { commit, machine } = await fixture(kind);
      const seen: unknown[] = [];
      const look = machine.input((world, fresh) => {
        seen.push(world.app.ringMax, fresh.now, fresh.callId);
        return changing({});
      });
      await commit(look);
      await commit(look);
      expect(seen).toEqual([600, START, 'fresh 2', 600, START, 'fresh 3']);
    });

    it('gives a refusal as it is; it changes nothing and nobody hears of it', async () => {
      const { commit, machine, committed } = await fixture(kind);
      const result = await commit(machine.input(() => refusal(Code.WRONG_STATE)));
      expect(result).toEqual(refusal(Code.WRONG_STATE));
      expect(committed).toEqual([]);
    });

    it('frees those who are no longer in a call, and forgets a call that has ended', async () => {
      const { given, store } = await fixture(kind);
      await given({ calls: [call('c', ['ann'], ['bob'])] });
      await given({ calls: [call('c', ['ann'])] });
      expect(await store().callOf(APP, 'bob')).toBeUndefined();
      expect((await store().callOf(APP, 'ann'))?.callId).toBe('c');
      await given({ ends: ['c'] });
      expect(await store().callOf(APP, 'ann')).toBeUndefined();
      expect(await store().liveCall(APP, 'c')).toBeUndefined();
    });

    it.each([
      ['before', ['new', 'old']],
      ['after', ['old', 'new']],
    ])('moves a user from one call to another when the new one stands %s the old one', async (_, order) => {
      const { commit, given, machine, store } = await fixture(kind);
      await given({ calls: [call('old', ['ann'], ['bob'])] });
      const calls = { old: call('old', ['ann']), new: call('new', ['bob']) };
      let seenByNext: string | undefined;
      await Promise.all([
        given({ calls: order.map((id) => calls[id as 'old' | 'new']) }),
        commit(
          machine.input((world) => {
            seenByNext = world.callOf('bob')?.callId;
            return changing({});
          }),
        ),
      ]);
      expect(seenByNext).toBe('new');
      expect((await store().callOf(APP, 'bob'))?.callId).toBe('new');
    });

    it('keeps apps apart', async () => {
      const { commit, given, machine, store } = await fixture(kind);
      await given({ calls: [call('c', ['ann'])] });
      let other: unknown = 'not asked';
      await commit(
        machine.input((world) => {
          other = [world.user('ann'), world.call('c'), world.callOf('ann')];
          return changing({ users: [user('ann', [])] });
        }),
        OTHER_APP,
      );
      expect(other).toEqual([undefined, undefined, undefined]);
      expect(await store().usersWithDevices(APP)).toContain('ann');
      expect(await store().usersWithDevices(OTHER_APP)).toEqual([]);
    });

    it('rejects for an app that the store was opened without', async () => {
      const { commit, machine } = await fixture(kind);
      await expect(
        commit(
          machine.input(() => changing({})),
          99,
        ),
      ).rejects.toThrow('without app 99');
    });

    it('answers 101001 and logs when a decision throws; state and others are not touched', async () => {
      const { commit, machine, committed, logged, store } = await fixture(kind);
      const broken = machine.input(() => {
        throw new Error('a fault of the machine');
      });
      const results = await Promise.all([
        commit(machine.input(() => changing({ calls: [call('c1', ['ann'])] }))),
        commit(broken),
        commit(machine.input(() => changing({ calls: [call('c2', ['bob'])] }))),
      ]);
      expect(results.map(({ ok }) => ok)).toEqual([true, false, true]);
      expect(results[1]).toMatchObject({ code: Code.SERVER_ERROR });
      expect(logged).toHaveLength(1);
      expect(committed).toHaveLength(2);
      expect(await store().liveCall(APP, 'c2')).toBeDefined();
    });

    it('refuses a decision that has mail for a device that does not exist, all of it', async () => {
      const { commit, machine, committed, store } = await fixture(kind);
      const wrong = changing({ calls: [call('c', ['ann'])], mail: [mail('bob', 'nobody’s', 'lost')] });
      expect(await commit(machine.input(() => wrong))).toMatchObject({ ok: false, code: Code.SERVER_ERROR });
      expect(await store().liveCall(APP, 'c')).toBeUndefined();
      expect(committed).toEqual([]);
    });
  });

  describe('a commit that the storage refuses', () => {
    const everything = () =>
      changing({
        users: [user('ann', ['ann1']), user('carol', ['carol1'])],
        calls: [call('c2', ['bob'])],
        ends: ['c1'],
        records: [record('c1', ['ann'])],
        mail: [mail('bob', 'bob1', 'never'), mail('ann', 'ann2', 'never')],
        facts: [fact('c1')],
      });

    it('changes nothing, is told to nobody and answers 101001', async () => {
      const { commit, given, machine, committed, logged, store, ...storage } = await fixture(kind);
      await given({ calls: [call('c1', ['ann'])], mail: [mail('ann', 'ann2', 'first')] });
      committed.length = 0;
      const snapshot = async () => ({
        presence: await store().presence(APP),
        calls: [await store().liveCall(APP, 'c1'), await store().liveCall(APP, 'c2')],
        callOf: [await store().callOf(APP, 'ann'), await store().callOf(APP, 'bob')],
        bob: await store().inbox({ appId: APP, userId: 'bob', deviceId: 'bob1' }, 0),
        ann: await store().inbox({ appId: APP, userId: 'ann', deviceId: 'ann2' }, 0),
        profiles: await store().profiles(APP, ['ann', 'carol']),
        records: await store().recordsOfUser(APP, 'ann', { limit: 9 }),
        outbox: await store().outbox(9),
        wakes: await store().dueWakes(Number.MAX_SAFE_INTEGER, 9),
      });
      const before = await snapshot();

      storage.break();
      const input = machine.input(everything);
      expect(await commit(input)).toMatchObject({ ok: false, code: Code.SERVER_ERROR });
      expect(await snapshot()).toEqual(before);
      expect(committed).toEqual([]);
      expect(logged).toHaveLength(1);

      storage.heal();
      expect(await commit(input)).toMatchObject({ ok: true });
      expect(committed).toHaveLength(1);
      expect(await store().liveCall(APP, 'c2')).toBeDefined();
      expect(await store().recordsOfUser(APP, 'ann', { limit: 9 })).toEqual([record('c1', ['ann'])]);
      expect(await store().inbox({ appId: APP, userId: 'bob', deviceId: 'bob1' }, 0)).toMatchObject({
        entries: [{ seq: 1 }],
      });
    });

    it('takes with it all that was decided on top of it', async () => {
      const { commit, machine, committed, store, ...storage } = await fixture(kind);
      storage.break();
      const results = await Promise.all([
        commit(machine.input(() => changing({ calls: [call('c', ['ann'])] }))),
        commit(machine.input((world) => (world.call('c') ? refusal(CallEndReason.LINE_BUSY) : changing({})))),
      ]);
      storage.heal();
      expect(results).toEqual([
        expect.objectContaining({ ok: false, code: Code.SERVER_ERROR }),
        expect.objectContaining({ ok: false, code: Code.SERVER_ERROR }),
      ]);
      expect(committed).toEqual([]);
      expect(await store().liveCall(APP, 'c')).toBeUndefined();
    });

    it('does not take back the first answer of a command that had taken effect', async () => {
      const { commit, machine, ...storage } = await fixture(kind);
      const command = machine.command('ann', 'ann1', () => changing({ calls: [call('c', ['ann'])] }));
      await commit(command);
      storage.break();
      const [failed, repeated] = await Promise.all([
        commit(machine.input(() => changing({ ends: ['c'], records: [record('c', ['ann'])] }))),
        commit(command),
      ]);
      storage.heal();
      expect(failed).toMatchObject({ ok: false });
      expect(repeated).toMatchObject({ ok: true, repeated: true });
    });

    it('makes other writes reject, and they have changed nothing', async () => {
      const { given, store, ...storage } = await fixture(kind);
      await given({ facts: [fact('c')] });
      const [entry] = await store().outbox(9);
      storage.break();
      await expect(store().setProfile(APP, 'ann', { nick: 'Ann' })).rejects.toMatchObject({
        code: 'unavailable',
      });
      await expect(store().outboxDone([entry!.id])).rejects.toMatchObject({ code: 'unavailable' });
      storage.heal();
      expect(await store().profiles(APP, ['ann'])).toEqual([{ userId: 'ann', nick: '', avatar: '' }]);
      expect(await store().outbox(9)).toEqual([entry]);
    });
  });
}
