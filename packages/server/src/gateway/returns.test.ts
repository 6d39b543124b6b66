import { expect, it } from 'vitest';
import { returns } from './returns.js';

const links = (count: number, busy: readonly number[] = []) =>
  Array.from({ length: count }, (_, id) => ({ id, isBusy: busy.includes(id) }));

it('a few links come back spread over the time of a restart, those who are in a call first', () => {
  const told = returns(links(4, [2]), 500).map(({ connection, retryAfterMs }) => [
    connection.id,
    retryAfterMs,
  ]);
  expect(told).toEqual([
    [2, 0],
    [0, 500],
    [1, 1_000],
    [3, 1_500],
  ]);
});

it('many come back at the rate at which they are let in, within a minute', () => {
  const latest = (count: number, perSecond: number) => returns(links(count), perSecond).at(-1)?.retryAfterMs;
  expect(latest(5_000, 500)).toBe(9_998);
  expect(latest(100_000, 500)).toBe(59_999);
  expect(latest(5_000, 0)).toBe(2_000);
  expect(returns([], 500)).toEqual([]);
});
