import fc from 'fast-check';
import { describe, it } from 'vitest';
import { rulesHold, USUAL_USERS, withoutStacks } from './property.js';

/** In each of the two files, which run on a core each. */
const SCHEDULES = 5_000;

/**
 * The same ones with every test: a change is not blamed for what only a fresh seed can find. `npm run schedules` draws fresh ones; what
 * has failed once is kept by name in `schedules.test.ts`.
 */
export function randomSchedules(seed: number): void {
  describe('random schedules', () => {
    it(`G-02…G-08 G-12 G-15 G-16 hold whatever happens to links, pages, server and disk, and nothing is left (seed ${seed})`, {
      timeout: 0,
    }, async () => {
      await withoutStacks(() => fc.assert(rulesHold(USUAL_USERS), { numRuns: SCHEDULES, seed }));
    });
  });
}
