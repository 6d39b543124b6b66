import type { DirectoryOrder, OrderResults } from './order.js';
import type { Group } from './state.js';

/** What an order changes, all of it or nothing; null: a group that is no more. */
export interface DirectoryChanges {
  readonly groups: ReadonlyMap<string, Group | null>;
  /** Whole block lists. */
  readonly blocks: ReadonlyMap<string, ReadonlySet<string>>;
}

export interface Ordered {
  readonly changes: DirectoryChanges;
  readonly result: OrderResults[DirectoryOrder['kind']];
}
