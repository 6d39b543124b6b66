import { describe, expect, it } from 'vitest';
import { median, quantile, rounds } from './statistics.js';

describe('quantile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

  it('is a value that occurred, by nearest rank', () => {
    expect(quantile(hundred, 0.5)).toBe(50);
    expect(quantile(hundred, 0.99)).toBe(99);
    expect(quantile([1, 2], 0.99)).toBe(2);
  });

  it('has the ends in it', () => {
    expect(quantile(hundred, 0)).toBe(1);
    expect(quantile(hundred, 1)).toBe(100);
  });

  it('sorts numbers as numbers, and leaves the samples as they are', () => {
    const samples = [10, 9, 100];
    expect(quantile(samples, 1)).toBe(100);
    expect(samples).toEqual([10, 9, 100]);
  });

  it('of nothing is an error', () => {
    expect(() => quantile([], 0.5)).toThrow(RangeError);
  });
});

describe('median', () => {
  it('is the middle, or between the two in the middle', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(() => median([])).toThrow(RangeError);
  });
});

it('rounds are told by their median and their extremes', () => {
  expect(rounds([5, 1, 3])).toEqual({ median: 3, least: 1, most: 5 });
});
