import fc from 'fast-check';
import { describe, it } from 'vitest';
import { MANY, NONE, Schedule } from '../schedule.js';
import { type Step, step } from '../step.js';

/** How many in all files together. A nightly run has a million: `SCHEDULES=1000000 npx vitest run schedules/src/random`. */
const RUNS = Number(process.env.SCHEDULES ?? 10_000);
/** How many users there are in a schedule, the usual ones more often; `USERS=2`: in each that many. */
const USERS = process.env.USERS === undefined ? [2, 2, 3, 6] : [Number(process.env.USERS)];
/** Test files, each of which runs on a core of its own. */
const FILES = 2;
const MAX_STEPS = 20;

/**
 * With every test the same ones run: a change is not blamed for what only a fresh seed can find. Runs by hand (`SCHEDULES=…`) draw one,
 * so that each looks where none has looked before; it is printed, and `SEED=…` runs the same schedules again. What has failed once is
 * kept by name in `schedules.test.ts`.
 */
const drawn = (usual: number): number => {
  const { SEED, SCHEDULES } = process.env;
  if (SEED !== undefined) return Number(SEED);
  return SCHEDULES === undefined ? usual : Math.floor(Math.random() * 2 ** 31);
};

/** One file's share of the random schedules. @param usual Its seed where no other is asked for. */
export function randomSchedules(usual: number): void {
  const seed = drawn(usual);
  describe('random schedules', () => {
    it(`G-02…G-08 G-12 G-15 G-16 hold whatever happens to links, pages, server and disk, and nothing is left (seed ${seed})`, {
      timeout: 0,
    }, async () => {
      await withoutStacks(() =>
        fc.assert(
          fc.asyncProperty(
            fc.array(step, { minLength: 1, maxLength: MAX_STEPS, size: 'max' }),
            fc.record({
              users: fc.constantFrom(...USERS),
              maxEntries: fc.constantFrom(MANY, NONE),
              blocked: fc.constantFrom('tell' as const, 'silent' as const),
            }),
            (steps: Step[], setting) => Schedule.run(steps, setting),
          ),
          { numRuns: Math.ceil(RUNS / FILES), seed },
        ),
      );
    });
  });
}

/** A schedule makes errors by the dozen, which are refusals; their stacks, which nobody reads, cost more than the rest of them. */
async function withoutStacks(run: () => Promise<void>): Promise<void> {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    await run();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
