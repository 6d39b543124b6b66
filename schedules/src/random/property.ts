import fc from 'fast-check';
import { MANY, NONE, Schedule } from '../schedule.js';
import { type Step, step } from '../step.js';

const MAX_STEPS = 20;

/** How many users there are, the usual ones more often. */
export const USUAL_USERS: readonly number[] = [2, 2, 3, 6];

/** That the rules hold in any schedule of so many users. @param users One of them is drawn for each schedule. */
export const rulesHold = (users: readonly number[]) =>
  fc.asyncProperty(
    fc.array(step, { minLength: 1, maxLength: MAX_STEPS, size: 'max' }),
    fc.record({
      users: fc.constantFrom(...users),
      maxEntries: fc.constantFrom(MANY, NONE),
      blocked: fc.constantFrom('tell' as const, 'silent' as const),
    }),
    (steps: Step[], setting) => Schedule.run(steps, setting),
  );

/** A schedule makes errors by the dozen, which are refusals; their stacks, which nobody reads, cost more than the rest of them. */
export async function withoutStacks<T>(run: () => Promise<T>): Promise<T> {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return await run();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
