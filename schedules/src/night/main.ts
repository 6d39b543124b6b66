import { type ChildProcess, fork } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { USUAL_USERS } from '../random/property.js';
import { type Options, optionsOf, USAGE, UsageError } from './options.js';
import { type Shift, type ShiftReport, shiftsOf } from './shift.js';
import { Tally } from './tally.js';

const WORKER = join(import.meta.dirname, 'worker.js');
/** Most of what a schedule makes dies with it: with room for many, few of them are ever copied. */
const ROOM_FOR_THE_YOUNG = '--max-semi-space-size=64';
const TELL_EVERY_MS = 60_000;

function night({ count, users, seed }: Options): Promise<boolean> {
  const tally = new Tally(count, performance.now());
  const shifts = shiftsOf({ count, users: users === null ? USUAL_USERS : [users], seed }, () =>
    randomInt(2 ** 31),
  );
  const told = setInterval(() => console.log(tally.soFar(performance.now())), TELL_EVERY_MS);
  const cores = Array.from({ length: seed === null ? availableParallelism() : 1 }, () => core(shifts, tally));
  const stop = (): void => {
    console.log(tally.soFar(performance.now()));
    process.exit(1);
  };
  process.once('SIGINT', stop);
  return Promise.all(cores).then(() => {
    clearInterval(told);
    process.removeListener('SIGINT', stop);
    console.log(tally.soFar(performance.now()));
    return tally.held;
  });
}

async function core(shifts: Iterable<Shift>, tally: Tally): Promise<void> {
  const worker = fork(WORKER, { execArgv: [ROOM_FOR_THE_YOUNG] });
  for (const shift of shifts) {
    const report = await done(worker, shift);
    tally.add(report);
    if (!report.held) console.error(`seed ${report.seed}, ${shift.count} schedules: ${report.report}`);
  }
  worker.disconnect();
}

async function done(worker: ChildProcess, shift: Shift): Promise<ShiftReport> {
  const ended = new AbortController();
  const { signal } = ended;
  const died = once(worker, 'exit', { signal }).then(([code, by]) => {
    throw new Error(`the process of seed ${shift.seed} ended: ${by ?? code}`);
  });
  worker.send(shift);
  try {
    const [report] = await Promise.race([once(worker, 'message', { signal }), died]);
    return report as ShiftReport;
  } finally {
    died.catch(() => {});
    ended.abort();
  }
}

try {
  if (!(await night(optionsOf(process.argv.slice(2))))) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`${error.message}\n\n${USAGE}`);
  process.exitCode = 2;
}
