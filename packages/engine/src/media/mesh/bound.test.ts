import { expect, test } from 'vitest';
import { type Bound, follow, unbound } from './bound.js';

/** Reads it twice a second, as the plane does. */
function watch(bound: Bound, from: number, ms: number, carried: number | null): Bound {
  let now = bound;
  for (let at = from; at < from + ms; at += 500) now = follow(now, carried, at);
  return now;
}

test('what is measured while a path starts says nothing of it', () => {
  expect(watch(unbound(0), 0, 7_500, 0.1).share).toBe(1);
});

test('it falls at once, and not again by what was sent before it fell', () => {
  const fallen = follow(unbound(0), 0.5, 10_000);
  expect(fallen.share).toBe(0.5);
  expect(watch(fallen, 10_500, 7_000, 0.2).share).toBe(0.5);
  expect(watch(fallen, 10_500, 8_000, 0.2).share).toBe(0.2);
});

test('it rises by steps once nothing is short any more', () => {
  const fallen = follow(unbound(0), 0.25, 10_000);
  expect(watch(fallen, 10_500, 7_000, null).share).toBe(0.25);
  expect(watch(fallen, 10_500, 8_500, null).share).toBe(0.5);
  expect(watch(fallen, 10_500, 30_000, null).share).toBe(1);
});

test('a trial that fails is made again less often', () => {
  let bound = follow(unbound(0), 0.5, 10_000);
  const trials: number[] = [];
  for (let at = 10_500; at < 300_000; at += 500) {
    const before = bound.share;
    bound = follow(bound, before > 0.5 ? 0.5 : null, at);
    if (bound.share > before) trials.push(at);
  }
  const pauses = trials.slice(1).map((at, n) => at - (trials[n] ?? 0));
  expect(pauses.length).toBeGreaterThan(2);
  expect(pauses.at(-1)).toBeGreaterThan(2 * (pauses[0] ?? 0));
  expect(Math.max(...pauses)).toBeLessThanOrEqual(70_000);
});

test('what has held for long is tried soon after it falls again', () => {
  let bound = follow(unbound(0), 0.5, 10_000);
  for (const at of [30_000, 40_000]) bound = follow(bound, at === 30_000 ? null : 0.5, at);
  expect(bound.patience).toBeGreaterThan(8_000);
  bound = watch(bound, 50_000, 200_000, null);
  expect(bound).toMatchObject({ share: 1, patience: 8_000 });
});

test('never to nothing, from which it could not rise', () => {
  expect(follow(unbound(0), -1, 10_000).share).toBeGreaterThan(0);
});
