import { expect, test } from 'vitest';
import { t, tn } from './index.js';

test('values are filled in, and a missing one shows', () => {
  expect(t('moved.text', { name: 'Mei', kind: 'Video call' })).toBe('Mei, Video call');
  expect(t('missed')).toBe('Missed call from {name}');
});

test('plurals follow the language', () => {
  expect(tn('end.rangFor', 1)).toBe('Rang for 1 second');
  expect(tn('end.rangFor', 2)).toBe('Rang for 2 seconds');
});
