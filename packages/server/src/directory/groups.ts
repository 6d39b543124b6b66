import type { AddedToGroup, GroupChange, GroupInfo, GroupMember, GroupTexts } from '@ringback/protocol';
import type { DirectoryStore } from '../store/directory-contract.js';
import type { DirectoryApp } from './app.js';
import { checkAvatar } from './avatar.js';
import { RequestError } from './error.js';
import { plainText } from './plain-text.js';
import type { Actor, DirectoryOrder, OrderResult } from './rules/order.js';
import { OrderRefusal } from './rules/order-refusal.js';
import type { Group, GroupProfile } from './rules/state.js';

/** Groups of one app for one user: what he may see and change of them, or what the app's backend changes through him. */
export class Groups {
  readonly #store: Pick<DirectoryStore, 'group' | 'groupsOf' | 'order' | 'profiles'>;
  readonly #app: DirectoryApp;
  readonly #userId: string;
  readonly #by: Actor;

  constructor(
    store: Pick<DirectoryStore, 'group' | 'groupsOf' | 'order' | 'profiles'>,
    app: DirectoryApp,
    userId: string,
    by: Actor = { kind: 'user', userId },
  ) {
    this.#store = store;
    this.#app = app;
    this.#userId = userId;
    this.#by = by;
  }

  async all(): Promise<GroupInfo[]> {
    const groups = await this.#store.groupsOf(this.#app.sdkAppId, this.#userId);
    return groups.map((group) => this.#info(group));
  }

  async one(groupId: string): Promise<GroupInfo> {
    return this.#info(await this.#member(groupId));
  }

  async members(groupId: string, offset: number, limit: number): Promise<readonly GroupMember[]> {
    const { members, ownerId } = await this.#member(groupId);
    const page = [...members].slice(offset, offset + limit);
    const profiles = await this.#store.profiles(
      this.#app.sdkAppId,
      page.map(([userId]) => userId),
    );
    return profiles.map((profile) => ({
      ...profile,
      isOwner: profile.userId === ownerId,
      joinedAt: members.get(profile.userId) ?? 0,
    }));
  }

  async create(groupId: string, texts: GroupTexts, userIds: readonly string[]): Promise<AddedToGroup> {
    const profile = { name: '', avatar: '', introduction: '', notification: '', ...this.#checked(texts) };
    const ownerId = this.#userId;
    const result = await this.#order({
      kind: 'createGroup',
      by: this.#by,
      groupId,
      ownerId,
      profile,
      userIds,
    });
    return { group: await this.one(groupId), ...result };
  }

  async update(groupId: string, texts: GroupChange): Promise<GroupInfo> {
    await this.#order({ kind: 'updateGroup', by: this.#by, groupId, profile: this.#checked(texts) });
    return this.one(groupId);
  }

  async add(groupId: string, userIds: readonly string[]): Promise<AddedToGroup> {
    const result = await this.#order({ kind: 'addMembers', by: this.#by, groupId, userIds } as const);
    return { group: await this.one(groupId), ...result };
  }

  async remove(
    groupId: string,
    userIds: readonly string[],
  ): Promise<{ group: GroupInfo; removed: readonly string[] }> {
    const { removed } = await this.#order({ kind: 'removeMembers', by: this.#by, groupId, userIds } as const);
    return { group: await this.one(groupId), removed };
  }

  async quit(groupId: string): Promise<void> {
    await this.#order({ kind: 'quitGroup', groupId, userId: this.#userId });
  }

  async dismiss(groupId: string): Promise<void> {
    await this.#order({ kind: 'dismissGroup', by: this.#by, groupId });
  }

  async #order<O extends DirectoryOrder>(order: O): Promise<OrderResult<O['kind']>> {
    return ordered(await this.#store.order(this.#app.sdkAppId, order));
  }

  /** To whoever is no member the group does not exist. */
  async #member(groupId: string): Promise<Group> {
    const group = await this.#store.group(this.#app.sdkAppId, groupId);
    if (!group?.members.has(this.#userId)) throw RequestError.refused(OrderRefusal.noGroup());
    return group;
  }

  #info({ id, members, ...group }: Group): GroupInfo {
    return {
      ...group,
      groupId: id,
      joinedAt: members.get(this.#userId) ?? 0,
      memberCount: members.size,
    };
  }

  #checked({ name, avatar, introduction, notification }: GroupChange): Partial<GroupProfile> {
    if (avatar !== undefined) checkAvatar(avatar, this.#app.avatarHosts);
    return {
      ...(name === undefined ? {} : { name: plainText(name) }),
      ...(avatar === undefined ? {} : { avatar }),
      ...(introduction === undefined ? {} : { introduction: plainText(introduction) }),
      ...(notification === undefined ? {} : { notification: plainText(notification) }),
    };
  }
}

/** @throws RequestError with what the rules say */
export function ordered<R>(
  outcome: { readonly ok: true; readonly result: R } | { readonly ok: false; readonly refusal: OrderRefusal },
): R {
  if (!outcome.ok) throw RequestError.refused(outcome.refusal);
  return outcome.result;
}
