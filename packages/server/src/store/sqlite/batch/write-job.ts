import type { StoreError } from '../../errors.js';
import type { Draft } from './draft.js';
import type { Job } from './job.js';

/** A change that needs no decision; `change` puts it into the draft and gives what the promise will resolve with. */
export function writeJob<T>(
  change: (draft: Draft) => T,
  resolve: (result: T) => void,
  reject: (error: StoreError) => void,
): Job {
  let settle = () => {};
  return {
    stage(draft) {
      const result = change(draft);
      settle = () => resolve(result);
    },
    done: () => settle(),
    failed: reject,
  };
}
