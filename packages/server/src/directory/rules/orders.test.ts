import { DEFAULT_POLICY } from '@ringback/calls';
import { Code, MAX_BLOCKED, MAX_GROUP_MEMBERS, MAX_GROUPS_OF_USER } from '@ringback/protocol';
import { beforeEach, describe, expect, test } from 'vitest';
import { decideOrder } from './decide-order.js';
import type { Actor, DirectoryOrder } from './order.js';
import type { DirectorySettings, DirectoryView, Group } from './state.js';

const NOW = 5_000;
const PROFILE = { name: 'team', avatar: '', introduction: '', notification: '' };
const user = (userId: string): Actor => ({ kind: 'user', userId });
const backend: Actor = { kind: 'backend' };

class Directory implements DirectoryView {
  app = DEFAULT_POLICY;
  settings: DirectorySettings = { directory: 'open', groups: 'users' };
  readonly groups = new Map<string, Group>();
  readonly blocks = new Map<string, ReadonlySet<string>>();
  readonly contacts = new Set<string>();

  group = (groupId: string) => this.groups.get(groupId);
  groupIdsOf = (userId: string) =>
    new Set([...this.groups.values()].filter(({ members }) => members.has(userId)).map(({ id }) => id));
  blockedBy = (userId: string) => this.blocks.get(userId) ?? new Set<string>();
  isKnown = (userId: string) => !userId.startsWith('x');
  areContacts = (userId: string, other: string) => this.contacts.has(`${userId} ${other}`);

  order(order: DirectoryOrder) {
    const decision = decideOrder(this, order, NOW);
    if (!decision.ok) return decision.refusal.code;
    for (const [id, group] of decision.changes.groups) {
      if (group) this.groups.set(id, group);
      else this.groups.delete(id);
    }
    for (const [userId, blocked] of decision.changes.blocks) this.blocks.set(userId, blocked);
    return decision.result;
  }

  create(userIds: string[] = ['bob'], by = user('ann'), groupId = 'g') {
    return this.order({ kind: 'createGroup', by, groupId, ownerId: 'ann', profile: PROFILE, userIds });
  }

  members = (groupId = 'g') => [...(this.groups.get(groupId)?.members.keys() ?? [])];
}

let it: Directory;
beforeEach(() => {
  it = new Directory();
});

const members = (kind: 'addMembers' | 'removeMembers', by: Actor, ...userIds: string[]) =>
  it.order({ kind, by, groupId: 'g', userIds });

describe('groups', () => {
  test('are made with their owner and first members', () => {
    expect(it.create(['cid', 'bob', 'x1', 'bob', 'ann'])).toEqual({
      added: ['cid', 'bob'],
      already: [],
      overLimit: [],
      failed: ['x1'],
    });
    expect(it.group('g')).toEqual({
      id: 'g',
      ownerId: 'ann',
      createdAt: NOW,
      ...PROFILE,
      members: new Map([
        ['ann', NOW],
        ['bob', NOW],
        ['cid', NOW],
      ]),
    });
  });

  test('a repeat by the owner finds the group as it is; another’s id is taken', () => {
    it.create();
    expect(it.create(['bob', 'cid', 'x1', 'ann'])).toEqual({
      added: [],
      already: ['bob'],
      overLimit: [],
      failed: ['cid', 'x1'],
    });
    expect(it.members()).toEqual(['ann', 'bob']);
    const other = {
      kind: 'createGroup',
      groupId: 'g',
      ownerId: 'bob',
      profile: PROFILE,
      userIds: [],
    } as const;
    expect(it.order({ ...other, by: user('bob') })).toBe(Code.GROUP_ID_TAKEN);
  });

  test('are made and changed by the backend alone where the app says so; anybody may leave', () => {
    it.settings = { directory: 'open', groups: 'backend' };
    expect(it.create()).toBe(Code.NOT_PERMITTED);
    expect(it.create(['bob'], backend)).toMatchObject({ added: ['bob'] });
    expect(members('addMembers', user('ann'), 'cid')).toBe(Code.NOT_PERMITTED);
    expect(members('addMembers', backend, 'cid')).toMatchObject({ added: ['cid'] });
    expect(it.order({ kind: 'dismissGroup', by: user('ann'), groupId: 'g' })).toBe(Code.NOT_PERMITTED);
    expect(it.order({ kind: 'quitGroup', groupId: 'g', userId: 'bob' })).toEqual({});
    expect(it.members()).toEqual(['ann', 'cid']);
  });

  test.each<[string, (by: Actor) => DirectoryOrder]>([
    ['add', (by) => ({ kind: 'addMembers', by, groupId: 'g', userIds: ['cid'] })],
    ['remove', (by) => ({ kind: 'removeMembers', by, groupId: 'g', userIds: ['bob'] })],
    ['rename', (by) => ({ kind: 'updateGroup', by, groupId: 'g', profile: { name: 'new' } })],
    ['dismiss', (by) => ({ kind: 'dismissGroup', by, groupId: 'g' })],
  ])('only the owner may %s, and to a stranger the group does not exist', (_what, order) => {
    it.create();
    const before = it.group('g');
    expect(it.order(order(user('bob')))).toBe(Code.NOT_PERMITTED);
    expect(it.order(order(user('cid')))).toBe(Code.NO_SUCH_GROUP);
    expect(it.group('g')).toBe(before);
    expect(it.order(order(user('ann')))).toBeTypeOf('object');
    expect(it.group('g')).not.toEqual(before);
  });

  test('the owner stays until the group is dismissed', () => {
    it.create();
    expect(it.order({ kind: 'quitGroup', groupId: 'g', userId: 'ann' })).toBe(Code.OWNER_CANNOT_QUIT);
    expect(members('removeMembers', user('ann'), 'ann', 'cid')).toEqual({ removed: [] });
    expect(it.order({ kind: 'quitGroup', groupId: 'g', userId: 'cid' })).toBe(Code.NO_SUCH_GROUP);
    it.order({ kind: 'dismissGroup', by: user('ann'), groupId: 'g' });
    expect(it.groups.size).toBe(0);
  });

  test('are full at their bound, and nobody is added then', () => {
    const many = Array.from({ length: MAX_GROUP_MEMBERS }, (_, index) => `u${index}`);
    expect(it.create(many)).toBe(Code.GROUP_FULL);
    it.create(many.slice(1));
    expect(it.members()).toHaveLength(MAX_GROUP_MEMBERS);
    expect(members('addMembers', user('ann'), 'bob')).toBe(Code.GROUP_FULL);
  });

  test('a user is in a bounded number of them', () => {
    for (let index = 0; index < MAX_GROUPS_OF_USER; index += 1) it.create([], user('ann'), `g${index}`);
    expect(it.create()).toBe(Code.TOO_MANY_GROUPS);
    const byBob = {
      kind: 'createGroup',
      by: user('bob'),
      groupId: 'g',
      ownerId: 'bob',
      profile: PROFILE,
    } as const;
    expect(it.order({ ...byBob, userIds: ['ann', 'cid'] })).toMatchObject({
      added: ['cid'],
      overLimit: ['ann'],
    });
  });

  test('an owner who is not known', () => {
    const order = { kind: 'createGroup', by: backend, groupId: 'g', ownerId: 'x', profile: PROFILE } as const;
    expect(it.order({ ...order, userIds: [] })).toBe(Code.NO_SUCH_USER);
  });

  test('in an app of contacts users add their contacts alone', () => {
    it.settings = { directory: 'contacts', groups: 'users' };
    it.contacts.add('ann bob');
    expect(it.create(['bob', 'cid'])).toMatchObject({ added: ['bob'], failed: ['cid'] });
    expect(members('addMembers', backend, 'cid')).toMatchObject({ added: ['cid'] });
  });

  test('who has blocked one is not added by him, unless that would tell him', () => {
    it.blocks.set('bob', new Set(['ann']));
    expect(it.create(['bob', 'cid'])).toMatchObject({ added: ['cid'], failed: ['bob'] });
    it.app = { ...DEFAULT_POLICY, blocked: 'silent' };
    expect(members('addMembers', user('ann'), 'bob')).toMatchObject({ added: ['bob'] });
  });
});

describe('block lists', () => {
  const block = (...others: string[]) => it.order({ kind: 'block', userId: 'ann', others });
  const unblock = (...others: string[]) => it.order({ kind: 'unblock', userId: 'ann', others });

  test('keep their order, and each user once', () => {
    expect(block('bob', 'x1')).toEqual({ blocked: ['bob', 'x1'] });
    expect(block('abe', 'bob')).toEqual({ blocked: ['bob', 'x1', 'abe'] });
    expect(unblock('x1', 'dan')).toEqual({ blocked: ['bob', 'abe'] });
    expect(unblock('bob', 'abe')).toEqual({ blocked: [] });
  });

  test('nobody blocks himself', () => {
    expect(block('bob', 'ann')).toBe(Code.INVALID_PARAMETER);
    expect(it.blocks.size).toBe(0);
  });

  test('are bounded', () => {
    const many = Array.from({ length: MAX_BLOCKED }, (_, index) => `u${index}`);
    block(...many);
    expect(block('bob')).toBe(Code.INVALID_PARAMETER);
    expect(block('u1')).toEqual({ blocked: many });
  });
});
