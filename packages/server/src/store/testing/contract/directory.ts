import type { KeptRecord } from '@ringback/calls';
import { Code, type Profile } from '@ringback/protocol';
import { describe, expect, it } from 'vitest';
import type { DirectoryOrder } from '../../../directory/rules/order.js';
import { fixture } from '../fixture.js';
import { APP, call, changing, OTHER_APP, record, START, user } from '../states.js';
import type { StorageKind } from '../storage.js';

const ANN = { kind: 'user', userId: 'ann' } as const;
const BACKEND = { kind: 'backend' } as const;
const PROFILE = { name: 'team', avatar: '', introduction: '', notification: '' };
const CREATE: DirectoryOrder = {
  kind: 'createGroup',
  by: BACKEND,
  groupId: 'g',
  ownerId: 'ann',
  profile: PROFILE,
  userIds: ['bob'],
};
const block = (userId: string, ...others: string[]) => ({ kind: 'block', userId, others }) as const;
const unblock = (userId: string, ...others: string[]) => ({ kind: 'unblock', userId, others }) as const;

/** Groups, block lists, contacts and changed profiles. */
export function directoryContract(kind: StorageKind): void {
  async function directory() {
    const parts = await fixture(kind);
    const store = parts.store;
    const seen = async () => ({
      group: await store().group(APP, 'g'),
      ofAnn: (await store().groupsOf(APP, 'ann')).map(({ id }) => id),
      ofBob: (await store().groupsOf(APP, 'bob')).map(({ id }) => id),
      blocked: await store().blockedBy(APP, 'ann'),
    });
    return { ...parts, seen };
  }
  const group = (...members: string[]) => ({
    id: 'g',
    ownerId: 'ann',
    createdAt: START,
    ...PROFILE,
    members: new Map(members.map((userId) => [userId, START])),
  });

  describe('groups and block lists', () => {
    it('are changed by orders, in an app of their own', async () => {
      const { store, seen } = await directory();
      expect(await store().order(APP, CREATE)).toMatchObject({ ok: true, result: { added: ['bob'] } });
      await store().order(APP, block('ann', 'eve', 'bob', 'dan'));
      await store().order(APP, unblock('ann', 'bob'));
      expect(await seen()).toEqual({
        group: group('ann', 'bob'),
        ofAnn: ['g'],
        ofBob: ['g'],
        blocked: ['eve', 'dan'],
      });
      expect(await store().group(OTHER_APP, 'g')).toBeUndefined();
      expect(await store().blockedBy(OTHER_APP, 'ann')).toEqual([]);
      await store().order(APP, { kind: 'quitGroup', groupId: 'g', userId: 'bob' });
      expect(await seen()).toMatchObject({ group: group('ann'), ofBob: [] });
      await store().order(APP, { kind: 'dismissGroup', by: BACKEND, groupId: 'g' });
      expect(await seen()).toMatchObject({ group: undefined, ofAnn: [] });
    });

    it('a refused order changes nothing', async () => {
      const { store, seen } = await directory();
      const refused = await store().order(APP, { ...CREATE, by: ANN });
      expect(refused).toMatchObject({ ok: false, refusal: { code: Code.NOT_PERMITTED } });
      expect(await seen()).toMatchObject({ group: undefined });
    });

    it('orders that come together see each other, and a decision sees those before it', async () => {
      const { commit, machine, store } = await directory();
      const views: unknown[] = [];
      const look = () =>
        commit(
          machine.input(({ relations }) => {
            views.push([
              relations.membership('g', 'bob'),
              relations.membership('none', 'bob'),
              relations.hasBlocked('bob', 'ann'),
              relations.areContacts('ann', 'bob'),
            ]);
            return changing({});
          }),
        );
      const together = [
        look(),
        store().order(APP, { ...CREATE, userIds: [] }),
        look(),
        store().order(APP, { kind: 'addMembers', by: BACKEND, groupId: 'g', userIds: ['bob'] }),
        store().order(APP, block('bob', 'ann')),
        look(),
        store().order(APP, { kind: 'dismissGroup', by: BACKEND, groupId: 'g' }),
        store().order(APP, unblock('bob', 'ann')),
        look(),
      ];
      await Promise.all(together);
      expect(views).toEqual([
        ['unknown', 'unknown', false, false],
        ['stranger', 'unknown', false, false],
        ['member', 'unknown', true, true],
        ['unknown', 'unknown', false, false],
      ]);
    });

    it('when the storage fails nothing has changed', async () => {
      const { store, seen, break: fail, heal } = await directory();
      await store().order(APP, CREATE);
      await store().order(APP, block('ann', 'eve'));
      const before = await seen();
      fail();
      await expect(store().order(APP, block('ann', 'dan'))).rejects.toMatchObject({ code: 'unavailable' });
      const remove = { kind: 'removeMembers', by: BACKEND, groupId: 'g', userIds: ['bob'] } as const;
      await expect(store().order(APP, remove)).rejects.toMatchObject({ code: 'unavailable' });
      expect(await seen()).toEqual(before);
      heal();
      await store().order(APP, remove);
      expect(await seen()).toMatchObject({ group: group('ann'), ofBob: [] });
    });

    it.runIf(kind.keeps)('are there again after a restart, in the same order', async () => {
      const { store, seen, given, reopen } = await directory();
      await given({ users: [user('zoe', []), user('abe', [])] });
      await store().order(APP, CREATE);
      await store().order(APP, { kind: 'addMembers', by: BACKEND, groupId: 'g', userIds: ['zoe', 'abe'] });
      await store().order(APP, block('ann', 'zoe', 'bob', 'abe'));
      await store().order(APP, unblock('ann', 'bob'));
      await store().order(APP, block('ann', 'bob'));
      await store().order(APP, { kind: 'updateGroup', by: BACKEND, groupId: 'g', profile: { name: 'new' } });
      const before = await seen();
      expect(before.blocked).toEqual(['zoe', 'abe', 'bob']);
      expect([...(before.group?.members.keys() ?? [])]).toHaveLength(4);
      await reopen();
      expect(await seen()).toEqual(before);
      await store().order(APP, { kind: 'removeMembers', by: BACKEND, groupId: 'g', userIds: ['zoe'] });
      await store().order(APP, unblock('ann', 'zoe'));
      const after = await seen();
      await reopen();
      expect(await seen()).toEqual(after);
    });
  });

  describe('users who hear nothing of a ring', () => {
    const unheard: KeptRecord = { ...record('c', ['ann', 'bob']), unheard: ['bob'] };

    it('are in no call, and it is none of their calls when it is over', async () => {
      const { given, store } = await directory();
      const [caller] = call('c', ['ann'], []).members;
      const waits = {
        state: 'unheard',
        userId: 'bob',
        invitedBy: 'ann',
        invitedAt: START,
        until: START + 9,
      } as const;
      await given({
        calls: [{ ...call('c', ['ann'], []), members: caller ? [caller, { ...caller, ...waits }] : [] }],
      });
      expect(await store().callOf(APP, 'ann')).toBeDefined();
      expect(await store().callOf(APP, 'bob')).toBeUndefined();
      expect(await store().nextWakeAt()).toBe(START + 9);
      await given({ ends: ['c'], records: [unheard] });
      expect(await store().recordsOfUser(APP, 'bob', { limit: 9 })).toEqual([]);
      const { unheard: _, ...shown } = unheard;
      expect(await store().recordsOfUser(APP, 'ann', { limit: 9 })).toEqual([shown]);
    });

    it.runIf(kind.keeps)('nor is it after a process that was killed', async () => {
      const parts = await directory();
      await parts.given({ records: [unheard] });
      parts.break();
      await parts.store().close();
      parts.heal();
      await parts.reopen();
      expect(await parts.store().recordsOfUser(APP, 'bob', { limit: 9 })).toEqual([]);
      expect(await parts.store().recordsOfUser(APP, 'ann', { limit: 9 })).toHaveLength(1);
    });
  });

  describe('acquaintances', () => {
    const ALL = ['ann', 'bob', 'cid', 'dan', 'eve'];

    it('are those of a group and of a live call, and oneself', async () => {
      const { given, store } = await directory();
      expect(await store().acquainted(APP, 'ann', ALL)).toEqual(['ann']);
      await store().order(APP, CREATE);
      await given({ calls: [call('c', ['ann'], ['cid'])] });
      expect(await store().acquainted(APP, 'ann', ALL)).toEqual(['ann', 'bob', 'cid']);
      expect(await store().acquainted(APP, 'cid', ALL)).toEqual(['ann', 'cid']);
      await given({ ends: ['c'] });
      expect(await store().acquainted(APP, 'cid', ALL)).toEqual(['cid']);
    });

    it('of calls that are over where the app asks for it; whoever never heard of one made none by it', async () => {
      const { commit, machine, store, reopen } = await directory();
      const end = (one: KeptRecord) =>
        commit(
          machine.input(() => changing({ records: [one] })),
          OTHER_APP,
        );
      const contacts: boolean[] = [];
      const look = (userId: string, other: string) =>
        commit(
          machine.input(({ relations }) => {
            contacts.push(relations.areContacts(userId, other));
            return changing({});
          }),
          OTHER_APP,
        );
      const talked = record('c1', ['ann', 'bob']);
      const [part] = talked.parts;
      if (!part) throw new Error('a record without parts');
      const rang = { ...talked, callId: 'c2', parts: [part, { ...part, userId: 'cid', enteredAt: null }] };
      const unheard = { ...talked, callId: 'c3', parts: [part, { ...part, userId: 'dan', enteredAt: null }] };
      await Promise.all([
        end({ ...talked, parts: talked.parts.map((one) => ({ ...one, enteredAt: START })) }),
        look('ann', 'bob'),
        end(rang),
        end({ ...unheard, unheard: ['dan'] }),
        look('bob', 'ann'),
        look('ann', 'cid'),
      ]);
      expect(contacts).toEqual([true, true, false]);
      const known = async () => ({
        ann: await store().acquainted(OTHER_APP, 'ann', ALL),
        cid: await store().acquainted(OTHER_APP, 'cid', ALL),
        dan: await store().acquainted(OTHER_APP, 'dan', ALL),
      });
      const expected = { ann: ['ann', 'bob', 'cid', 'dan'], cid: ['ann', 'cid'], dan: ['dan'] };
      expect(await known()).toEqual(expected);
      if (!kind.keeps) return;
      await reopen();
      expect(await known()).toEqual(expected);
      await look('bob', 'ann');
      expect(contacts.at(-1)).toBe(true);
    });
  });

  describe('changed profiles', () => {
    it('are told when they are durable, and not when they are not', async () => {
      const { store, break: fail, heal } = await directory();
      const told: unknown[] = [];
      const stop = store().onProfile((appId: number, profile: Profile) => told.push([appId, profile.nick]));
      await store().setProfile(APP, 'ann', { nick: 'Ann' });
      await store().setProfile(APP, 'nobody', { nick: 'x' });
      fail();
      await expect(store().setProfile(APP, 'ann', { nick: 'no' })).rejects.toThrow();
      heal();
      stop();
      await store().setProfile(APP, 'ann', { nick: 'Anna' });
      expect(told).toEqual([[APP, 'Ann']]);
    });
  });
}
