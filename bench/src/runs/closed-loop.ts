import { callWithoutPause } from '../load/pressure.js';
import type { Rival } from './rivals.js';

/** What one server did in one round. */
export interface Round {
  readonly cyclesPerS: number;
  /** Calls for each second of CPU time that the server used: what it would do if nothing else held it up. */
  readonly cyclesPerCpuS: number;
  /** Of the server's core, and of the generator's: who was the narrow place. */
  readonly serverLoad: number;
  readonly generatorLoad: number;
  readonly transactions: number;
  readonly commitMs: number;
  readonly cycles: number;
  readonly seconds: number;
}

export async function closedLoopRound({ child, pairs }: Rival, ms: number): Promise<Round> {
  const before = await child.usage();
  const ownBefore = process.cpuUsage();
  const startedAt = performance.now();
  const cycles = await callWithoutPause(pairs, ms);
  const seconds = (performance.now() - startedAt) / 1_000;
  const own = process.cpuUsage(ownBefore);
  const after = await child.usage();
  const cpuS = (after.cpuMs - before.cpuMs) / 1_000;
  return {
    cycles,
    seconds,
    cyclesPerS: cycles / (ms / 1_000),
    cyclesPerCpuS: cycles / cpuS,
    serverLoad: cpuS / seconds,
    generatorLoad: (own.user + own.system) / 1e6 / seconds,
    transactions: after.transactions - before.transactions,
    commitMs: after.commitMs - before.commitMs,
  };
}
