import type { Relations } from '../world.js';

/** Set by the test; the same either way round, but blocks. */
export class TestRelations implements Relations {
  readonly #blocks = new Set<string>();
  readonly #contacts = new Set<string>();
  readonly #groups = new Map<string, Set<string>>();

  block(userId: string, other: string): void {
    this.#blocks.add(`${userId} ${other}`);
  }

  unblock(userId: string, other: string): void {
    this.#blocks.delete(`${userId} ${other}`);
  }

  meet(one: string, other: string): void {
    this.#contacts.add(`${one} ${other}`).add(`${other} ${one}`);
  }

  group(groupId: string, ...members: string[]): void {
    this.#groups.set(groupId, new Set(members));
  }

  hasBlocked(userId: string, other: string): boolean {
    return this.#blocks.has(`${userId} ${other}`);
  }

  membership(groupId: string, userId: string): 'member' | 'stranger' | 'unknown' {
    const members = this.#groups.get(groupId);
    if (!members) return 'unknown';
    return members.has(userId) ? 'member' : 'stranger';
  }

  areContacts(userId: string, other: string): boolean {
    return this.#contacts.has(`${userId} ${other}`);
  }
}
