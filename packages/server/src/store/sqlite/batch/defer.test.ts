import { expect, test } from 'vitest';
import { paced } from './defer.js';

function setup() {
  let now = 1_000;
  const soon: (() => void)[] = [];
  const later: { due: number; task: () => void }[] = [];
  const began: number[] = [];
  const clock = {
    now: () => now,
    after: (ms: number, task: () => void) => {
      later.push({ due: now + ms, task });
      return () => {};
    },
  };
  const defer = paced(clock, 2, (task) => soon.push(task));
  return {
    began,
    ask: () => defer(() => began.push(now)),
    turnEnds() {
      for (const task of soon.splice(0)) task();
    },
    at(time: number) {
      now = time;
      for (const { task } of later.splice(0).filter(({ due }) => due <= now)) task();
    },
  };
}

test('what comes after a pause is done at the end of the turn', () => {
  const { began, ask, turnEnds, at } = setup();
  ask();
  turnEnds();
  at(1_002);
  ask();
  turnEnds();
  expect(began).toEqual([1_000, 1_002]);
});

test('what comes sooner waits until the gap is over, from where the task before began', () => {
  const { began, ask, turnEnds, at } = setup();
  ask();
  turnEnds();
  at(1_000.5);
  ask();
  turnEnds();
  expect(began).toEqual([1_000]);
  at(1_002);
  expect(began).toEqual([1_000, 1_002]);
});
