import { expect, it, vi } from 'vitest';
import type { StoreError } from '../../errors.js';
import { Live } from '../memory/live.js';
import { Draft } from './draft.js';
import { writeJob } from './write-job.js';

it('a change that throws is rejected, and the batch goes on', () => {
  const resolve = vi.fn();
  const reject = vi.fn<(error: StoreError) => void>();
  const cause = new Error('the file cannot be read');
  const job = writeJob(
    () => {
      throw cause;
    },
    resolve,
    reject,
  );
  job.stage(new Draft(new Live([], 1)));
  expect(reject).not.toHaveBeenCalled();
  job.done();
  expect(resolve).not.toHaveBeenCalled();
  expect(reject.mock.calls).toMatchObject([[{ code: 'unavailable', cause }]]);
});
