import { expect, test } from 'vitest';
import { optionsOf, UsageError } from './options.js';
import { shiftsOf } from './shift.js';

test('how many, with how many users, from which seed', () => {
  expect(optionsOf([])).toEqual({ count: 10_000, users: null, seed: null });
  expect(optionsOf(['500', '--users', '2', '--seed', '7'])).toEqual({ count: 500, users: 2, seed: 7 });
});

test.each([
  ['many'],
  ['0'],
  ['5', '6'],
  ['--users', '1'],
  ['--users', '7'],
  ['--seed', '-1'],
  ['--sede', '1'],
])('says what is wrong with %s %s', (...args) => {
  expect(() => optionsOf(args)).toThrow(UsageError);
});

test('a night is cut into shifts of a fresh seed each; one seed is one shift, whatever its size', () => {
  let drawn = 0;
  const seeds = () => ++drawn;
  expect([...shiftsOf({ count: 2_500, users: [2], seed: null }, seeds)]).toEqual([
    { seed: 1, count: 1_000, users: [2] },
    { seed: 2, count: 1_000, users: [2] },
    { seed: 3, count: 500, users: [2] },
  ]);
  expect([...shiftsOf({ count: 2_500, users: [2], seed: 9 }, seeds)]).toEqual([
    { seed: 9, count: 2_500, users: [2] },
  ]);
});
