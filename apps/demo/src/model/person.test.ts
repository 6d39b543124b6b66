import { expect, test } from 'vitest';
import { firstName, hueOf, initials, stranger } from './person.js';

test.each([
  ['Mei Tanaka', 'MT'],
  ['alice', 'A'],
  ['Jean Paul Sartre', 'JS'],
  ['mei-tanaka', 'MT'],
  ['美帆', '美'],
  ['🦊 Fox', '🦊F'],
  ['', ''],
])('the initials of %j are %j', (name, expected) => {
  expect(initials(name)).toBe(expected);
});

test('the first name is the first word, or the id where there is none', () => {
  expect(firstName({ userId: 'mei', name: ' Mei Tanaka', avatar: '' })).toBe('Mei');
  expect(firstName({ userId: 'mei', name: ' ', avatar: '' })).toBe('mei');
  expect(firstName(stranger('bob'))).toBe('bob');
});

test('the hue of a person is always the same, and hues are spread over the circle', () => {
  expect(hueOf('alice')).toBe(hueOf('alice'));
  expect(hueOf('alice')).not.toBe(hueOf('bob'));
  const sixths = new Set(Array.from({ length: 60 }, (_, i) => Math.floor(hueOf(`user${i}`) / 60)));
  expect(sixths.size).toBe(6);
});

test('common names are spread over the circle: no third of it has more than half of them', () => {
  const names =
    'Alice Bob Carol Dave Mei Amara Jonas Sofia Liam Noah Emma Olivia Lucas Maria Anna Peter Yuki Fatima Omar Wei';
  for (const ids of [names, names.toLowerCase()].map((text) => text.split(' '))) {
    const hues = ids.map(hueOf);
    for (const from of hues) {
      const within = hues.filter((hue) => (hue - from + 360) % 360 < 120);
      expect(within.length).toBeLessThanOrEqual(ids.length / 2);
    }
  }
  const few = ['Amara', 'Mei', 'Jonas', 'Sofia'].map(hueOf);
  expect(Math.max(...few) - Math.min(...few)).toBeGreaterThan(120);
});
