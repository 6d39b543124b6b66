import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'tsdown';
import { onTestFinished } from 'vitest';
import type { DriverName } from '../driver/driver.js';
import type { Report } from './owner.js';

/** Inside `node_modules`, from where the bundle finds the packages that it imports. */
const CACHE = fileURLToPath(new URL('../../../../../../node_modules/.cache/', import.meta.url));

/** Bundles `owner.ts`, since Node 20 runs no TypeScript. */
export async function buildOwner(): Promise<{ readonly script: string; readonly remove: () => void }> {
  mkdirSync(CACHE, { recursive: true });
  const outDir = mkdtempSync(join(CACHE, 'ringback-store-'));
  await build({
    config: false,
    tsconfig: false,
    entry: { owner: fileURLToPath(new URL('./owner.ts', import.meta.url)) },
    outDir,
    platform: 'node',
    dts: false,
    logLevel: 'silent',
    noExternal: [/^@ringback\//],
    inputOptions: { resolve: { conditionNames: ['ringback-source', 'node', 'import', 'default'] } },
  });
  return {
    script: join(outDir, 'owner.mjs'),
    remove: () => rmSync(outDir, { recursive: true, force: true }),
  };
}

export interface OwnerProcess {
  readonly pid: number;
  /** What it says next. */
  next(): Promise<Report>;
  commit(count: number): void;
  kill(): Promise<void>;
}

/** Starts a process that opens the store at `path`. */
export function startOwner(script: string, path: string, driver: DriverName): OwnerProcess {
  const child: ChildProcess = fork(script, [path, driver], { execArgv: [], stdio: 'inherit' });
  const said: Report[] = [];
  let wake = () => {};
  child.on('message', (message: Report) => {
    said.push(message);
    wake();
  });
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  onTestFinished(kill);
  return {
    pid: child.pid ?? 0,
    async next() {
      while (said.length === 0)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      return said.shift()!;
    },
    commit: (count) => {
      child.send(count);
    },
    kill,
  };
}
