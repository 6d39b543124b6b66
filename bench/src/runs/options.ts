import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';

export interface RunOptions {
  readonly pairs: number;
  readonly rounds: number;
  /** Of one round of one server. */
  readonly seconds: number;
  readonly log: string;
  readonly prepared: boolean;
  readonly profile: string | undefined;
}

const USAGE = `Options:
  --pairs N      pairs of devices that call in parallel
  --rounds N     rounds of each server, alternating
  --seconds N    length of a round
  --log LEVEL    the server's log level (its lines go nowhere; default warn)
  --prepared     calls carry the descriptions and candidates that browsers prepare
  --profile DIR  writes a CPU profile of the server there`;

/** Reads the command line of a benchmark; `--help` prints what there is and ends. */
export function readOptions(defaults: Pick<RunOptions, 'pairs' | 'rounds' | 'seconds'>): RunOptions {
  const { values } = parseArgs({
    options: {
      pairs: { type: 'string' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      log: { type: 'string', default: 'warn' },
      prepared: { type: 'boolean', default: false },
      profile: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    process.exit(0);
  }
  if (values.profile !== undefined) mkdirSync(values.profile, { recursive: true });
  return {
    pairs: count('pairs', values.pairs, defaults.pairs),
    rounds: count('rounds', values.rounds, defaults.rounds),
    seconds: count('seconds', values.seconds, defaults.seconds),
    log: values.log,
    prepared: values.prepared,
    profile: values.profile,
  };
}

/** @throws RangeError where it is no whole number from 1 */
export function count(name: string, text: string | undefined, fallback: number): number {
  const value = text === undefined ? fallback : Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new RangeError(`--${name} is a whole number from 1, not ${text}`);
  return value;
}
