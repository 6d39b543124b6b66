import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const PAGE_BYTES = 4_096;

/** How long one page takes to the disk, ms each: written at the end of a file in `folder`, then `fdatasync`. */
export function timePageSyncs(folder: string, count: number): number[] {
  const path = join(folder, 'sync-probe');
  const page = Buffer.alloc(PAGE_BYTES, 1);
  const file = openSync(path, 'w');
  try {
    return Array.from({ length: count }, () => {
      const before = performance.now();
      writeSync(file, page);
      fdatasyncSync(file);
      return performance.now() - before;
    });
  } finally {
    closeSync(file);
    rmSync(path);
  }
}
