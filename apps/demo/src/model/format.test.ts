import { expect, test } from 'vitest';
import { clockTime, duration, moment } from './format.js';

test.each([
  [0, '00:00'],
  [59.9, '00:59'],
  [252, '04:12'],
  [3_760, '1:02:40'],
  [-3, '00:00'],
])('%d s is %s', (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});

test('a moment is as short as it stays clear', () => {
  const now = new Date(2026, 10, 23, 15, 0).getTime();
  const at = (day: number, hour: number) => new Date(2026, 10, day, hour, 5).getTime();
  expect(moment(at(23, 9), now, 'en-US')).toMatch(/^9:05\sAM$/u);
  expect(moment(at(22, 23), now, 'en-US')).toBe('Yesterday');
  expect(moment(at(20, 9), now, 'en-US')).toBe('Friday');
  expect(moment(at(1, 9), now, 'en-US')).toBe('Nov 1, 2026');
});

test('the time of the log has milliseconds', () => {
  expect(clockTime(new Date(2026, 0, 2, 3, 4, 5, 6).getTime())).toBe('03:04:05.006');
});
