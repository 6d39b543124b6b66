import type { Decision, Fresh, Input, World } from '@ringback/calls';
import type { Store, StoreApp } from '../contract.js';
import type { StoreLog } from '../log.js';

/** Where the store under test keeps its data: a file, a server. One for each test, empty at first. */
export interface StorageUnderTest {
  /** Opens a store on it. At most one at a time. */
  open(setup: StoreSetup): Promise<Store>;
  /** The storage refuses writes until `heal`. */
  break(): void;
  heal(): void;
}

export interface StoreSetup {
  readonly apps: readonly StoreApp[];
  readonly decide: (world: World, input: Input, fresh: Fresh) => Decision;
  readonly fresh: () => Fresh;
  readonly log: StoreLog;
}

export interface StorageKind {
  readonly name: string;
  /** What was written is there again after `close` and `open`. */
  readonly keeps: boolean;
  create(): Promise<StorageUnderTest>;
}
