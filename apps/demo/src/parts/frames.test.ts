import { expect, test } from 'vitest';
import { Glide } from './frames.js';
import { Levels } from './levels.js';

const FRAME_MS = 16;

/** The level at every frame while each word of `told` stands for `pace` ms. */
function frames(pace: number, ...told: number[]): number[] {
  const glide = new Glide();
  return told.flatMap((target) =>
    Array.from({ length: Math.floor(pace / FRAME_MS) }, () => glide.towards(target, FRAME_MS, pace)),
  );
}

const differences = (values: readonly number[]) => values.slice(1).map((value, at) => value - values[at]!);

test('told twenty times a second, a level rises within two words', () => {
  expect(frames(50, 1, 1).at(-1)).toBeGreaterThan(0.6);
});

test('told once a second, it glides on until the next word: no step, and no jolt when a word comes', () => {
  const seen = frames(1_000, 0.8, 0.2, 0.9, 0.1);
  const speeds = differences(seen);
  expect(Math.max(...speeds.map(Math.abs))).toBeLessThan(0.03);
  expect(Math.max(...differences(speeds).map(Math.abs))).toBeLessThan(0.005);
  expect(seen[30]).toBeGreaterThan(0.3);
  expect(seen[30]).toBeLessThan(0.7);
  expect(frames(1_000, 1).at(-1)).toBeGreaterThan(0.9);
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
