import { block, unblock } from './blocks.js';
import { addMembers, createGroup, dismissGroup, quitGroup, removeMembers, updateGroup } from './groups.js';
import type { DirectoryOrder } from './order.js';
import { OrderRefusal } from './order-refusal.js';
import type { Ordered } from './ordered.js';
import type { DirectoryView } from './state.js';

export type OrderDecision =
  | ({ readonly ok: true } & Ordered)
  | { readonly ok: false; readonly refusal: OrderRefusal };

/** What an order does to groups and block lists: pure, as `decide` is for calls. */
export function decideOrder(view: DirectoryView, order: DirectoryOrder, now: number): OrderDecision {
  try {
    return { ok: true, ...apply(view, order, now) };
  } catch (error) {
    if (error instanceof OrderRefusal) return { ok: false, refusal: error };
    throw error;
  }
}

function apply(view: DirectoryView, order: DirectoryOrder, now: number): Ordered {
  switch (order.kind) {
    case 'createGroup':
      return createGroup(view, order, now);
    case 'addMembers':
      return addMembers(view, order, now);
    case 'removeMembers':
      return removeMembers(view, order);
    case 'updateGroup':
      return updateGroup(view, order);
    case 'quitGroup':
      return quitGroup(view, order);
    case 'dismissGroup':
      return dismissGroup(view, order);
    case 'block':
      return block(view, order);
    case 'unblock':
      return unblock(view, order);
  }
}
