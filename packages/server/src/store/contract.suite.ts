import { describe } from 'vitest';
import { commitsContract } from './testing/contract/commits.js';
import { directoryContract } from './testing/contract/directory.js';
import { inboxContract } from './testing/contract/inbox.js';
import { orderContract } from './testing/contract/order.js';
import { readsContract } from './testing/contract/reads.js';
import { repeatsContract } from './testing/contract/repeats.js';
import { restartContract } from './testing/contract/restart.js';
import { schedulesContract } from './testing/contract/schedules.js';
import type { StorageKind } from './testing/storage.js';

/** Proves the contract of `Store` for one kind of storage. Whatever implements `Store` runs it. */
export function storeContract(kind: StorageKind): void {
  describe(`store contract: ${kind.name}`, () => {
    commitsContract(kind);
    orderContract(kind);
    repeatsContract(kind);
    inboxContract(kind);
    readsContract(kind);
    directoryContract(kind);
    restartContract(kind);
    schedulesContract(kind);
  });
}
