import { expect, test } from 'vitest';
import { en, parts } from './index.js';

test('no key is in two of the parts', () => {
  const keys = Object.values(parts).flatMap((part) => Object.keys(part));
  expect(keys.toSorted()).toEqual(Object.keys(en).toSorted());
});
