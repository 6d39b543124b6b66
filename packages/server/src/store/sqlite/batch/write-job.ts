import { StoreError } from '../../errors.js';
import type { Draft } from './draft.js';
import type { Job } from './job.js';

/**
 * A change that needs no decision of the call machine; `change` puts it into the draft, all of it or nothing, and gives what the promise
 * will resolve with. One that throws, as when the file cannot be read, must not hurt those beside it in the batch.
 */
export function writeJob<T>(
  change: (draft: Draft) => T,
  resolve: (result: T) => void,
  reject: (error: StoreError) => void,
): Job {
  let settle = () => {};
  return {
    stage(draft) {
      try {
        const result = change(draft);
        settle = () => resolve(result);
      } catch (err) {
        settle = () => reject(StoreError.unavailable(err));
      }
    },
    done: () => settle(),
    failed: reject,
  };
}
