import { decideOrder, type OrderDecision } from '../../../directory/rules/decide-order.js';
import type { DirectoryOrder } from '../../../directory/rules/order.js';
import type { DirectoryDraft } from './directory-draft.js';

/** Decides an order and takes what it changes into the draft. */
export function orderIn(draft: DirectoryDraft, order: DirectoryOrder, now: number): OrderDecision {
  const decision = decideOrder(draft, order, now);
  if (decision.ok) draft.take(decision.changes);
  return decision;
}
