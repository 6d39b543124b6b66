import { MAX_BLOCKED } from '@ringback/protocol';
import type { DirectoryOrder } from './order.js';
import { OrderRefusal } from './order-refusal.js';
import type { Ordered } from './ordered.js';
import type { DirectoryView } from './state.js';

type BlockOrder = Extract<DirectoryOrder, { kind: 'block' | 'unblock' }>;

/** Users who have never logged in may be blocked beforehand, which tells nobody who there is. */
export function block(view: DirectoryView, { userId, others }: BlockOrder): Ordered {
  if (others.includes(userId)) throw OrderRefusal.blockSelf();
  const after = new Set([...view.blockedBy(userId), ...others]);
  if (after.size > MAX_BLOCKED) throw OrderRefusal.listFull();
  return ordered(view, userId, after);
}

export function unblock(view: DirectoryView, { userId, others }: BlockOrder): Ordered {
  const gone = new Set(others);
  return ordered(view, userId, new Set([...view.blockedBy(userId)].filter((other) => !gone.has(other))));
}

function ordered(view: DirectoryView, userId: string, after: ReadonlySet<string>): Ordered {
  const isChanged = after.size !== view.blockedBy(userId).size;
  return {
    changes: { groups: new Map(), blocks: new Map(isChanged ? [[userId, after]] : []) },
    result: { blocked: [...after] },
  };
}
