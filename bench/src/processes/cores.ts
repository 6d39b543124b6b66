import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Where the measured servers and the load generator run. */
export type Cores =
  | { readonly kind: 'pinned'; readonly servers: number; readonly load: number }
  | { readonly kind: 'unpinned'; readonly why: string };

/** Pins this process, with all its threads, to the generator's core where that can be done. */
export function divideCores(): Cores {
  if (availableParallelism() < 2) return { kind: 'unpinned', why: 'this machine has one core' };
  const cores = { kind: 'pinned', servers: 0, load: 1 } as const;
  const { status } = spawnSync('taskset', ['-a', '-c', '-p', String(cores.load), String(process.pid)]);
  return status === 0 ? cores : { kind: 'unpinned', why: 'there is no taskset here' };
}

/** The command line that runs `command` on the servers' core. */
export function onServerCore(cores: Cores, command: readonly [string, ...string[]]): [string, ...string[]] {
  return cores.kind === 'pinned' ? ['taskset', '-c', String(cores.servers), ...command] : [...command];
}

export const describeCores = (cores: Cores): string =>
  cores.kind === 'pinned'
    ? `servers on core ${cores.servers}, load generator on core ${cores.load}`
    : `nothing is pinned: ${cores.why}`;
