import { parseArgs } from 'node:util';

export const USAGE = `npm run schedules -- [how many] [--users N] [--seed N]

Runs random schedules of fresh seeds on all cores, and goes on where one fails.
  how many    default 10000; a nightly run has 1000000
  --users N   each with so many users, 2 to 6; default: 2, 3 or 6
  --seed N    the schedules of this seed on one core, as a failure names it`;

/** What was asked for. */
export interface Options {
  readonly count: number;
  readonly users: number | null;
  readonly seed: number | null;
}

export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** @throws UsageError with what is wrong */
export function optionsOf(args: readonly string[]): Options {
  const { values, positionals } = parsed(args);
  const [count = '10000', ...more] = positionals;
  if (more.length > 0) throw new UsageError(`one number of schedules, not also ${more.join(' ')}`);
  return {
    count: whole('how many', count, 1, Number.MAX_SAFE_INTEGER),
    users: values.users === undefined ? null : whole('--users', values.users, 2, 6),
    seed: values.seed === undefined ? null : whole('--seed', values.seed, 0, 2 ** 31 - 1),
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { users: { type: 'string' }, seed: { type: 'string' } },
    });
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
}

function whole(what: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw new UsageError(`${what} is a whole number from ${min} to ${max}, not ${JSON.stringify(text)}`);
}
