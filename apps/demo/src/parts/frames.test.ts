import { expect, test } from 'vitest';
import { follow } from './frames.js';
import { Levels } from './levels.js';

/** The value at every frame from 0 on towards 1, told once each `pace` ms. */
function frames(pace: number): number[] {
  const seen: number[] = [];
  let value = 0;
  for (let at = 0; at < 1_000; at += 16) {
    value = follow(value, 1, 16, pace);
    seen.push(value);
  }
  return seen;
}

test('told twenty times a second, a level rises within 60 ms and more', () => {
  expect(frames(50)[4]).toBeGreaterThan(0.6);
});

test('told once a second, it glides on until the next word and never jumps', () => {
  const seen = frames(1_000);
  const steps = seen.map((value, at) => value - (seen[at - 1] ?? 0));
  expect(Math.max(...steps)).toBeLessThan(0.06);
  expect(seen[31]).toBeLessThan(0.9);
  expect(seen.at(-1)).toBeGreaterThan(0.9);
});

test('the pace is what the engine keeps', () => {
  let now = 0;
  const levels = new Levels(() => now);
  levels.set([['alice', 50]]);
  expect(levels.pace).toBe(1_000);
  now = 50;
  levels.set([['alice', 100]]);
  expect(levels.pace).toBe(50);
  expect(levels.get('alice')).toBe(1);
});
