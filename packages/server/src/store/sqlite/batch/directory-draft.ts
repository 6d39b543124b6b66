import type { AppPolicy, KeptRecord, Relations } from '@ringback/calls';
import { type Meeting, meetingsOf } from '../../../directory/rules/meetings.js';
import type { DirectoryChanges } from '../../../directory/rules/ordered.js';
import type { DirectorySettings, DirectoryView, Group } from '../../../directory/rules/state.js';
import type { LiveApp } from '../memory/live-app.js';

/** One app's directory as the batch has made it so far. */
export class DirectoryDraft implements DirectoryView, Relations {
  /** Those that changed; null: is no more. */
  readonly groups = new Map<string, Group | null>();
  /** Whole block lists that changed. */
  readonly blocks = new Map<string, ReadonlySet<string>>();
  readonly meetings: Meeting[] = [];
  readonly #live: LiveApp;
  readonly #isKnown: (userId: string) => boolean;

  constructor(live: LiveApp, isKnown: (userId: string) => boolean) {
    this.#live = live;
    this.#isKnown = isKnown;
  }

  get app(): AppPolicy {
    return this.#live.app.policy;
  }

  get settings(): DirectorySettings {
    return this.#live.app.directory;
  }

  get isEmpty(): boolean {
    return this.groups.size + this.blocks.size + this.meetings.length === 0;
  }

  isKnown(userId: string): boolean {
    return this.#isKnown(userId);
  }

  group(groupId: string): Group | undefined {
    const changed = this.groups.get(groupId);
    return changed === undefined ? this.#live.directory.group(groupId) : (changed ?? undefined);
  }

  groupIdsOf(userId: string): ReadonlySet<string> {
    const before = this.#live.directory.groupIdsOf(userId);
    if (this.groups.size === 0) return before;
    const groupIds = new Set(before);
    for (const [groupId, group] of this.groups) {
      if (group?.members.has(userId)) groupIds.add(groupId);
      else groupIds.delete(groupId);
    }
    return groupIds;
  }

  blockedBy(userId: string): ReadonlySet<string> {
    return this.blocks.get(userId) ?? this.#live.directory.blockedBy(userId);
  }

  hasBlocked(userId: string, other: string): boolean {
    return this.blockedBy(userId).has(other);
  }

  membership(groupId: string, userId: string): 'member' | 'stranger' | 'unknown' {
    const group = this.group(groupId);
    if (!group) return 'unknown';
    return group.members.has(userId) ? 'member' : 'stranger';
  }

  areContacts(userId: string, other: string): boolean {
    for (const groupId of this.groupIdsOf(userId)) {
      if (this.group(groupId)?.members.has(other)) return true;
    }
    const met = (one: Meeting) => one.talked && one.userId === userId && one.other === other;
    return this.meetings.some(met) || this.#live.contacts.haveTalked(userId, other);
  }

  take({ groups, blocks }: DirectoryChanges): void {
    for (const [groupId, group] of groups) this.groups.set(groupId, group);
    for (const [userId, blocked] of blocks) this.blocks.set(userId, blocked);
  }

  /** The users of a call that is over know each other, in an app that asks for it. */
  met(record: KeptRecord): void {
    if (this.#live.contacts.areKept) this.meetings.push(...meetingsOf(record));
  }

  takeIn(): void {
    const { directory } = this.#live;
    for (const [groupId, group] of this.groups) directory.putGroup(groupId, group);
    for (const [userId, blocked] of this.blocks) directory.putBlocks(userId, blocked);
  }
}
