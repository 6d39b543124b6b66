import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const TMPFS = 0x01021994;

/**
 * A folder for the run's data, removed afterwards. In the system's folder for temporary files, or in `BENCH_DATA`.
 * @throws Error where that is memory: nothing durable can be measured there.
 */
export async function withScratch<T>(run: (folder: string) => Promise<T>): Promise<T> {
  const parent = process.env.BENCH_DATA ?? tmpdir();
  if (statfsSync(parent).type === TMPFS)
    throw new Error(`${parent} is memory; set BENCH_DATA to a folder on a disk`);
  const folder = mkdtempSync(join(parent, 'ringback-bench-'));
  try {
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
