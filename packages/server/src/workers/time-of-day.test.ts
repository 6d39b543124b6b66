import { expect, it } from 'vitest';
import { steady, VirtualClock } from '../system/testing/virtual-clock.js';
import { watchTimeOfDay } from './time-of-day.js';

it('tells once of each time that the time of day was set', async () => {
  const machine = new VirtualClock();
  const told: unknown[] = [];
  const stop = watchTimeOfDay(steady(machine), { warn: (about: unknown) => told.push(about) } as never);
  await machine.advance(60_000);
  expect(told).toEqual([]);
  machine.jump(7_200_000);
  await machine.advance(60_000);
  expect(told).toEqual([{ setByS: 7_200, offsetS: 7_200 }]);
  machine.jump(-7_201_000);
  await machine.advance(60_000);
  expect(told.slice(1)).toEqual([{ setByS: -7_201, offsetS: -1 }]);
  stop();
  expect(machine.pending).toBe(0);
});
