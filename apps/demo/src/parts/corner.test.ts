import { expect, test } from 'vitest';
import { type Corner, cornerAfter } from './corner.js';

test.each<[Corner, string, boolean, Corner | null]>([
  ['bottom-end', 'ArrowUp', false, 'top-end'],
  ['bottom-end', 'ArrowLeft', false, 'bottom-start'],
  ['top-start', 'ArrowRight', false, 'top-end'],
  ['top-start', 'ArrowDown', false, 'bottom-start'],
  ['bottom-end', 'ArrowRight', true, 'bottom-start'],
  ['bottom-end', 'Enter', false, null],
])('from %s by %s (right to left: %s) to %s', (corner, key, rtl, expected) => {
  expect(cornerAfter(corner, key, rtl)).toBe(expected);
});
