import { expect, test } from 'vitest';
import { stranger } from '../model/person.js';
import { nameList, t, tn } from './index.js';

test('values are filled in, and a missing one shows', () => {
  expect(t('moved.text', { name: 'Mei', kind: 'Video call' })).toBe('Mei, Video call');
  expect(t('missed')).toBe('Missed call from {name}');
});

test('plurals follow the language', () => {
  expect(tn('end.rangFor', 1)).toBe('Rang for 1 second');
  expect(tn('end.rangFor', 2)).toBe('Rang for 2 seconds');
});

test.each([
  [['Mei'], 'Mei'],
  [['Mei', 'Rafael'], 'Mei and Rafael'],
  [['Mei', 'Rafael', 'Hana', 'Noah'], 'Mei, Rafael, Hana and Noah'],
  [['Mei', 'Rafael', 'Hana', 'Noah', 'Amara'], 'Mei, Rafael, Hana and 2 others'],
])('%j are said as %j', (names, said) => {
  expect(nameList(names.map(stranger))).toBe(said);
});
