import type { CallState } from '@ringback/calls';
import type { DirectoryOrder } from '../../../packages/server/src/directory/rules/order.js';

type BlockOrder = Extract<DirectoryOrder, { kind: 'block' | 'unblock' }>;

/**
 * Whom each user has surely blocked: from the answer to his order on, until he asks to unblock. Nobody rings for whoever he has
 * blocked by then, while calls that run go on as they are.
 */
export class Blocks {
  readonly #blocked = new Map<string, Set<string>>();
  /** How often each user has asked to unblock: who does so on one device while he blocks on another may get either. */
  readonly #unblocks = new Map<string, number>();
  readonly faults: string[] = [];

  static is = (order: DirectoryOrder): order is BlockOrder =>
    order.kind === 'block' || order.kind === 'unblock';

  /** @returns what to call when it is done */
  asked({ kind, userId, others }: BlockOrder): () => void {
    const own = this.#blocked.get(userId) ?? new Set();
    this.#blocked.set(userId, own);
    if (kind === 'unblock') {
      for (const other of others) own.delete(other);
      this.#unblocks.set(userId, (this.#unblocks.get(userId) ?? 0) + 1);
      return () => {};
    }
    const before = this.#unblocks.get(userId);
    return () => {
      if (this.#unblocks.get(userId) === before) for (const other of others) own.add(other);
    };
  }

  /** A commit has made one state of a call of another. */
  follow(before: CallState | undefined, after: CallState): void {
    const wasAsked = new Set(before?.members.map(({ userId }) => userId));
    for (const member of after.members) {
      if (member.state !== 'ringing' || wasAsked.has(member.userId)) continue;
      if (!this.#blocked.get(member.userId)?.has(member.invitedBy)) continue;
      this.faults.push(`${member.userId} rings for ${member.invitedBy}, whom he has blocked`);
    }
  }
}
