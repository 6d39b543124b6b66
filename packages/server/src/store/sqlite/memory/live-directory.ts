import type { Group } from '../../../directory/rules/state.js';

const NOBODY: ReadonlySet<string> = new Set();

/** One app's groups and block lists, as committed. Their sizes are bounded for each user and group. */
export class LiveDirectory {
  readonly #groups = new Map<string, Group>();
  readonly #groupIds = new Map<string, Set<string>>();
  readonly #blocks = new Map<string, ReadonlySet<string>>();

  group(groupId: string): Group | undefined {
    return this.#groups.get(groupId);
  }

  groupIdsOf(userId: string): ReadonlySet<string> {
    return this.#groupIds.get(userId) ?? NOBODY;
  }

  /** In the order in which he blocked them. */
  blockedBy(userId: string): ReadonlySet<string> {
    return this.#blocks.get(userId) ?? NOBODY;
  }

  /** null: it is no more. */
  putGroup(groupId: string, group: Group | null): void {
    for (const userId of this.#groups.get(groupId)?.members.keys() ?? []) {
      const groupIds = this.#groupIds.get(userId);
      groupIds?.delete(groupId);
      if (groupIds?.size === 0) this.#groupIds.delete(userId);
    }
    if (!group) {
      this.#groups.delete(groupId);
      return;
    }
    this.#groups.set(groupId, group);
    for (const userId of group.members.keys()) {
      this.#groupIds.set(userId, (this.#groupIds.get(userId) ?? new Set()).add(groupId));
    }
  }

  putBlocks(userId: string, blocked: ReadonlySet<string>): void {
    if (blocked.size > 0) this.#blocks.set(userId, blocked);
    else this.#blocks.delete(userId);
  }
}
