import { createRequire } from 'node:module';
import type sortedBtree from 'sorted-btree';
import type { Wake } from '../../contract.js';

/** The package is CommonJS with a `default` of its own, which Node and bundlers import differently; all require it alike. */
const { default: BTree }: typeof sortedBtree = createRequire(import.meta.url)('sorted-btree');

/** The wakes that are set, by time. Kept in memory only: they follow from the states. */
export class Wakes {
  readonly #byTime = new BTree<Wake, true>(undefined, compare);

  replace(before: Wake | null, after: Wake | null): void {
    if (before === after) return;
    if (before) this.#byTime.delete(before);
    if (after) this.#byTime.set(after, true);
  }

  nextAt(): number | null {
    return this.#byTime.minKey()?.at ?? null;
  }

  due(now: number, limit: number): Wake[] {
    const due: Wake[] = [];
    for (const wake of this.#byTime.keys()) {
      if (wake.at > now || due.length >= limit) break;
      due.push(wake);
    }
    return due;
  }
}

/** By time; the rest only makes the order total. */
function compare(a: Wake, b: Wake): number {
  return a.at - b.at || a.appId - b.appId || compareSubject(a, b);
}

function compareSubject({ input: a }: Wake, { input: b }: Wake): number {
  if ('callId' in a) return 'callId' in b ? compareText(a.callId, b.callId) : -1;
  return 'callId' in b ? 1 : compareText(a.userId, b.userId);
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
