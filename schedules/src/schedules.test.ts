import fc from 'fast-check';
import { describe, it } from 'vitest';
import { Schedule } from './schedule.js';
import { type Step, step } from './step.js';

/** More by hand: `SCHEDULES=1000000 npx vitest run schedules/src`. */
const BY_HAND = process.env.SCHEDULES;
const RUNS = Number(BY_HAND ?? 500);
/** Every day's run is the same, so that a change is judged by what it changes; runs by hand draw their own seed. */
const SEED = BY_HAND === undefined ? { seed: 20_261_123 } : {};
const MAX_STEPS = 20;

describe('random schedules', () => {
  it('G-02…G-08 G-12 G-15 G-16 hold whatever happens to links, pages, server and disk, and nothing is left', {
    timeout: 0,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: MAX_STEPS, size: 'max' }), (steps: Step[]) =>
        Schedule.run(steps),
      ),
      { numRuns: RUNS, ...SEED },
    );
  });
});

/** What random schedules have found, as short as fast-check could make it. */
describe('schedules that once failed', () => {
  it.each<[string, Step[]]>([
    [
      'S1-32 a ring that was held back is not shown after logout',
      [
        { do: 'call', phone: 3, type: 1, timeout: 5 },
        { do: 'delay', phone: 1, byMs: 300, forMs: 500 },
        { do: 'call', phone: 1, type: 1, timeout: 5 },
        { do: 'pass', ms: 400 },
        { do: 'logout', phone: 1 },
        { do: 'call', phone: 0, type: 1, timeout: 5 },
      ],
    ],
    [
      'G-16 a call that was taken back after it had met another one ends on the page that shows it',
      [
        { do: 'delay', phone: 3, byMs: 20, forMs: 500 },
        { do: 'call', phone: 3, type: 1, timeout: 30 },
        { do: 'pass', ms: 0 },
        { do: 'call', phone: 0, type: 1, timeout: 5 },
        { do: 'hangup', phone: 3 },
        { do: 'microphone', phone: 0 },
      ],
    ],
    [
      'S1-30 a caller whose link was silent while the ring timed out hears its end alone',
      [
        { do: 'call', phone: 1, type: 1, timeout: 30 },
        { do: 'pass', ms: 21_000 },
        { do: 'silent', phone: 1, forMs: 19_000 },
        { do: 'pass', ms: 21_000 },
      ],
    ],
    [
      'S1-25 a hangup that was written to a killed server takes effect when it is back',
      [
        { do: 'talk', phone: 0, answerer: 0, type: 1 },
        { do: 'kill', forMs: 30_000 },
        { do: 'hangup', phone: 0 },
        { do: 'talk', phone: 0, answerer: 0, type: 1 },
      ],
    ],
    [
      'S1-31 a ring that was rejected without a link is not shown again by the device that the server makes anew',
      [
        { do: 'lose', phone: 0, told: 'both', forMs: 500 },
        { do: 'talk', phone: 2, answerer: 0, type: 1 },
        { do: 'silent', phone: 1, forMs: 23_000 },
        { do: 'hangup', phone: 1 },
        { do: 'pass', ms: 21_000 },
      ],
    ],
  ])('%s', (_name, steps) => Schedule.run(steps));
});
