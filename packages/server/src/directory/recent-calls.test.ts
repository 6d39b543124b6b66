import type { CallRecord } from '@ringback/protocol';
import { describe, expect, test } from 'vitest';
import { fitting } from './recent-calls.js';

describe('a page of recent calls', () => {
  const record = (endedAt: number, bytes = 10) => ({ endedAt, userData: 'x'.repeat(bytes) }) as CallRecord;
  const times = (records: readonly CallRecord[]) => fitting(records).map(({ endedAt }) => endedAt);

  test('is whole where it is small', () => {
    expect(times([record(3), record(2), record(1)])).toEqual([3, 2, 1]);
  });

  test('ends before what would make it large, but not between calls that ended at the same moment', () => {
    const half = 70 * 1_024;
    expect(times([record(3, half), record(2, half), record(1)])).toEqual([3]);
    expect(times([record(3, half), record(3, half), record(3), record(1)])).toEqual([3, 3, 3]);
  });

  test('has one at least', () => {
    expect(times([record(2, 200_000), record(1)])).toEqual([2]);
  });
});
