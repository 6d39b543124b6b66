import type { StoreError } from '../../errors.js';
import type { Draft } from './draft.js';

/** One of the things that a transaction does. None of these methods may throw. */
export interface Job {
  /** Puts its changes into the draft. */
  stage(draft: Draft): void;
  /** The draft is durable and in memory. */
  done(): void;
  /** The draft could not be written; nothing has changed. */
  failed(error: StoreError): void;
}
