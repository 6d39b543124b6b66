import type { ViewSignal } from '@ringback/protocol';
import { beforeEach, expect, test } from 'vitest';
import { ViewTeller } from './view-teller.js';

let told: [width: number, height: number][];
let teller: ViewTeller;

beforeEach(() => {
  told = [];
  teller = new ViewTeller(({ width, height }: ViewSignal) => told.push([width, height]));
});

const ticks = (count: number, comes: boolean | null = null) => {
  for (let n = 0; n < count; n += 1) teller.tick(comes);
};

test('nobody is told before the server’s word', () => {
  teller.show({ width: 320, height: 240 });
  expect(told).toEqual([]);
});

test('a view that appears is told at once', () => {
  teller.enter();
  teller.show({ width: 320.4, height: 240 });
  expect(told).toEqual([[320, 240]]);
  ticks(5);
  expect(told).toHaveLength(1);
});

test('who is not shown is told so', () => {
  teller.enter();
  ticks(5);
  expect(told).toEqual([[0, 0]]);
});

test('a size is told when it has come to rest and differs by much', () => {
  teller.enter();
  teller.show({ width: 320, height: 240 });
  for (const width of [400, 500, 600]) {
    teller.show({ width, height: width });
    ticks(1);
  }
  ticks(3);
  teller.show({ width: 550, height: 620 });
  ticks(3);
  expect(told).toEqual([
    [320, 240],
    [600, 600],
  ]);
});

test('an element that a framework moves does not stop the picture', () => {
  teller.enter();
  teller.show({ width: 320, height: 240 });
  teller.show({ width: 0, height: 0 });
  ticks(1);
  teller.show({ width: 320, height: 240 });
  ticks(5);
  expect(told).toHaveLength(1);
  teller.show({ width: 0, height: 0 });
  ticks(5);
  expect(told.at(-1)).toEqual([0, 0]);
});

test('what comes and was told to be shown nowhere was not heard, and is told again', () => {
  teller.enter();
  ticks(1);
  ticks(7, true);
  expect(told).toHaveLength(1);
  ticks(2, true);
  expect(told).toEqual([
    [0, 0],
    [0, 0],
  ]);
});

test('what does not come and is shown is told again, but not while there is none to come', () => {
  teller.enter();
  teller.show({ width: 320, height: 240 });
  ticks(20, null);
  expect(told).toHaveLength(1);
  ticks(20, false);
  expect(told).toHaveLength(3);
  ticks(20, true);
  expect(told).toHaveLength(3);
});

test('repeat: the other side may not know any more', () => {
  teller.enter();
  teller.show({ width: 320, height: 240 });
  teller.repeat();
  ticks(2);
  expect(told).toHaveLength(2);
});

test('an absurd size stays within the protocol', () => {
  teller.enter();
  teller.show({ width: 1e9, height: 2 });
  expect(told).toEqual([[16_384, 2]]);
});
