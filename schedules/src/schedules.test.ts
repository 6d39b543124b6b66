import fc from 'fast-check';
import { describe, it } from 'vitest';
import { Schedule } from './schedule.js';
import { type Step, step } from './step.js';

/** More by hand: `SCHEDULES=1000000 npx vitest run schedules`. */
const RUNS = Number(process.env.SCHEDULES ?? 200);
const MAX_STEPS = 20;

describe('random schedules', () => {
  it('G-02…G-08 G-12 G-15 G-16 hold whatever happens to links, pages, server and disk, and nothing is left', {
    timeout: 0,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: MAX_STEPS, size: 'max' }), (steps: Step[]) =>
        Schedule.run(steps),
      ),
      { numRuns: RUNS },
    );
  });
});
