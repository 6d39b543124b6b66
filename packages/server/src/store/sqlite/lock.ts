import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { StoreError } from '../errors.js';
import type { OpenDriver, SqlDriver } from './driver/driver.js';
import { isBusy } from './driver/errors.js';
import { createPrivateFile, FILE_MODE } from './private-file.js';

export interface Lock {
  release(): void;
}

/**
 * Owns `path` for the life of this process. The lock is SQLite's own on an empty file beside it, held by a transaction that stays
 * open: the operating system drops it however the process ends, and the database itself stays readable for backups. Who holds it
 * is told by a text file, which is only believed while the lock is held.
 * @throws StoreError `locked`, naming the holder.
 */
export async function acquireLock(path: string, openDriver: OpenDriver, now: number): Promise<Lock> {
  const lockPath = `${path}.lock`;
  const ownerPath = `${path}.owner`;
  createPrivateFile(lockPath);
  const driver = await openDriver(lockPath);
  try {
    take(driver);
    writeFileSync(ownerPath, JSON.stringify(ownerAt(now)), { mode: FILE_MODE });
  } catch (error) {
    driver.close();
    throw isBusy(error) ? StoreError.locked(path, holderOf(ownerPath)) : error;
  }
  return {
    release() {
      rmSync(ownerPath, { force: true });
      driver.close();
    },
  };
}

function take(driver: SqlDriver): void {
  // Nothing is ever written, so no journal file need lie about.
  driver.exec('PRAGMA journal_mode = MEMORY');
  driver.exec('BEGIN EXCLUSIVE');
}

const ownerAt = (now: number) => ({ pid: process.pid, host: hostname(), since: new Date(now).toISOString() });

function holderOf(ownerPath: string): string {
  try {
    const owner: unknown = JSON.parse(readFileSync(ownerPath, 'utf8'));
    if (
      typeof owner === 'object' &&
      owner !== null &&
      'pid' in owner &&
      'host' in owner &&
      'since' in owner
    ) {
      return `process ${owner.pid} on ${owner.host} since ${owner.since}`;
    }
  } catch {
    // The holder has the lock and has not written its name yet, or the file is damaged: the lock counts all the same.
  }
  return 'another process';
}
