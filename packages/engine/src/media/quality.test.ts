import { expect, test } from 'vitest';
import type { PathSample } from './plane.js';
import { Quality, remoteQuality, selfQuality } from './quality.js';

const sample = (figures: Partial<PathSample>): PathSample => ({
  userId: 'bob',
  delay: 20,
  upLoss: 0,
  downLoss: 0,
  connected: true,
  ...figures,
});

test.each([
  [{ delay: 0 }, Quality.EXCELLENT],
  [{ delay: 150 }, Quality.EXCELLENT],
  [{ delay: 151 }, Quality.GOOD],
  [{ delay: 300 }, Quality.GOOD],
  [{ delay: 301 }, Quality.FAIR],
  [{ delay: 501 }, Quality.POOR],
  [{ delay: 801 }, Quality.VERY_POOR],
  [{ downLoss: 1 }, Quality.EXCELLENT],
  [{ downLoss: 1.1 }, Quality.GOOD],
  [{ downLoss: 8 }, Quality.FAIR],
  [{ downLoss: 8.1 }, Quality.POOR],
  [{ downLoss: 15.1 }, Quality.VERY_POOR],
  [{ downLoss: 100, delay: null }, Quality.VERY_POOR],
  [{ downLoss: 5, delay: 900 }, Quality.VERY_POOR],
  [{ upLoss: 50 }, Quality.EXCELLENT],
  [{ delay: null, downLoss: null }, Quality.UNKNOWN],
  [{ delay: null }, Quality.EXCELLENT],
  [{ connected: false }, Quality.DISCONNECTED],
])('what comes from a user with %o is %i', (figures, quality) => {
  expect(remoteQuality(sample(figures))).toBe(quality);
});

test('the own quality is that of what goes out', () => {
  expect(selfQuality([sample({ upLoss: 10, downLoss: 0 })])).toBe(Quality.POOR);
  expect(selfQuality([sample({ upLoss: 0, downLoss: 50 })])).toBe(Quality.EXCELLENT);
});

test('one user’s bad network is not this page’s', () => {
  const far = sample({ userId: 'carol', delay: 900, upLoss: 30 });
  expect(selfQuality([sample({}), far])).toBe(Quality.EXCELLENT);
  expect(selfQuality([far])).toBe(Quality.VERY_POOR);
});

test('without a path, or before the first figures, the own quality is unknown', () => {
  expect(selfQuality([])).toBe(Quality.UNKNOWN);
  expect(selfQuality([sample({ delay: null, upLoss: null })])).toBe(Quality.UNKNOWN);
  expect(selfQuality([sample({ connected: false })])).toBe(Quality.DISCONNECTED);
});
