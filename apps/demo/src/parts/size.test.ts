import { expect, test } from 'vitest';
import { sizeClass } from './size.js';

test.each([
  [320, 'compact'],
  [479, 'compact'],
  [480, 'medium'],
  [839, 'medium'],
  [840, 'wide'],
])('%i px is %s', (width, expected) => {
  expect(sizeClass(width)).toBe(expected);
});
