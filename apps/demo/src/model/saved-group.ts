import type { Person } from './person.js';

/** A group of the directory of which whoever sits here is a member. */
export interface SavedGroup {
  readonly groupId: string;
  readonly name: string;
  /** All but whoever sits here, in the order in which they came. */
  readonly others: readonly Person[];
  /** Whoever sits here made it, and may delete it. */
  readonly own: boolean;
}

/** '' where the call is of no group, or of one that is not known here. */
export function groupName(groups: readonly SavedGroup[], groupId: string): string {
  return groups.find((group) => groupId !== '' && group.groupId === groupId)?.name ?? '';
}
