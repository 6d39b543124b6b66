import { MAX_GROUP_MEMBERS, MAX_GROUPS_OF_USER } from '@ringback/protocol';
import type { Actor, Added, DirectoryOrder, OrderResults } from './order.js';
import { OrderRefusal } from './order-refusal.js';
import type { Ordered } from './ordered.js';
import { type DirectoryView, type Group, keepsToContacts } from './state.js';

type Order<K extends DirectoryOrder['kind']> = Extract<DirectoryOrder, { kind: K }>;
type MembersOrder = Order<'addMembers' | 'removeMembers'>;

/** By the backend, or by the owner himself where users make groups. A repeat by the owner finds the group as it is. */
export function createGroup(view: DirectoryView, order: Order<'createGroup'>, now: number): Ordered {
  const { by, groupId, ownerId, profile, userIds } = order;
  checkUsersMay(view, by);
  const wanted = [...new Set(userIds)].filter((userId) => userId !== ownerId);
  const before = view.group(groupId);
  if (before) {
    if (before.ownerId !== ownerId) throw OrderRefusal.idTaken();
    return ordered(asItIs(before, wanted), []);
  }
  if (!view.isKnown(ownerId)) throw OrderRefusal.unknownUser(ownerId);
  if (view.groupIdsOf(ownerId).size >= MAX_GROUPS_OF_USER) throw OrderRefusal.tooManyGroups();
  const group: Group = { id: groupId, ownerId, createdAt: now, ...profile, members: new Map() };
  const outcome = sort(view, by, group, wanted);
  return ordered(outcome, [withMembers(group, [ownerId, ...outcome.added], now)]);
}

/** What a repeat finds: nobody is added by it, so whoever is no member could not be added. */
function asItIs({ members }: Group, wanted: readonly string[]): Added {
  return {
    added: [],
    already: wanted.filter((userId) => members.has(userId)),
    overLimit: [],
    failed: wanted.filter((userId) => !members.has(userId)),
  };
}

export function addMembers(view: DirectoryView, order: MembersOrder, now: number): Ordered {
  const group = ownGroup(view, order);
  const outcome = sort(view, order.by, group, order.userIds);
  return ordered(outcome, outcome.added.length > 0 ? [withMembers(group, outcome.added, now)] : []);
}

/** Whoever is no member is passed over; the owner stays. */
export function removeMembers(view: DirectoryView, order: MembersOrder): Ordered {
  const group = ownGroup(view, order);
  const removed = order.userIds.filter((userId) => userId !== group.ownerId && group.members.has(userId));
  return ordered({ removed }, removed.length > 0 ? [without(group, removed)] : []);
}

export function updateGroup(view: DirectoryView, order: Order<'updateGroup'>): Ordered {
  return ordered({}, [{ ...ownGroup(view, order), ...order.profile }]);
}

/** Also where the backend makes the groups: nobody is held in one. */
export function quitGroup(view: DirectoryView, { groupId, userId }: Order<'quitGroup'>): Ordered {
  const group = view.group(groupId);
  if (!group?.members.has(userId)) throw OrderRefusal.noGroup();
  if (group.ownerId === userId) throw OrderRefusal.ownerStays();
  return ordered({}, [without(group, [userId])]);
}

export function dismissGroup(view: DirectoryView, order: Order<'dismissGroup'>): Ordered {
  const { id } = ownGroup(view, order);
  return { changes: { groups: new Map([[id, null]]), blocks: new Map() }, result: {} };
}

/** The group, if whoever orders may change it. */
function ownGroup(view: DirectoryView, { by, groupId }: { by: Actor; groupId: string }): Group {
  const group = view.group(groupId);
  if (!group || (by.kind === 'user' && !group.members.has(by.userId))) throw OrderRefusal.noGroup();
  checkUsersMay(view, by);
  if (by.kind === 'user' && by.userId !== group.ownerId) throw OrderRefusal.notOwner();
  return group;
}

function checkUsersMay({ settings }: DirectoryView, by: Actor): void {
  if (by.kind === 'user' && settings.groups === 'backend') throw OrderRefusal.backendOnly();
}

/** @throws OrderRefusal when they do not all fit: nobody is added then. */
function sort(view: DirectoryView, by: Actor, group: Group, userIds: readonly string[]): Added {
  const added: string[] = [];
  const already: string[] = [];
  const overLimit: string[] = [];
  const failed: string[] = [];
  for (const userId of new Set(userIds)) {
    if (group.members.has(userId)) already.push(userId);
    else if (!mayAdd(view, by, userId)) failed.push(userId);
    else if (view.groupIdsOf(userId).size >= MAX_GROUPS_OF_USER) overLimit.push(userId);
    else added.push(userId);
  }
  const owner = group.members.size === 0 ? 1 : 0;
  if (group.members.size + owner + added.length > MAX_GROUP_MEMBERS) throw OrderRefusal.groupFull();
  return { added, already, overLimit, failed };
}

/**
 * A user adds nobody who has blocked him, if the app lets blocked users know that they are: where it does not, this would tell them.
 * In an app of contacts he adds his contacts alone.
 */
function mayAdd(view: DirectoryView, by: Actor, userId: string): boolean {
  if (!view.isKnown(userId)) return false;
  if (by.kind === 'backend') return true;
  if (view.app.blocked === 'tell' && view.blockedBy(userId).has(by.userId)) return false;
  return !keepsToContacts(view.app, view.settings) || view.areContacts(by.userId, userId);
}

const withMembers = (group: Group, userIds: readonly string[], now: number): Group => ({
  ...group,
  members: new Map([...group.members, ...[...userIds].sort().map((userId) => [userId, now] as const)]),
});

const without = (group: Group, userIds: readonly string[]): Group => ({
  ...group,
  members: new Map([...group.members].filter(([userId]) => !userIds.includes(userId))),
});

const ordered = (result: OrderResults[DirectoryOrder['kind']], groups: readonly Group[]): Ordered => ({
  changes: { groups: new Map(groups.map((group) => [group.id, group])), blocks: new Map() },
  result,
});
