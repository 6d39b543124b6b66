import type { SqlDriver } from './driver/driver.js';

/** All of `write` or nothing, durably if `Sync` waits. @throws what failed, after the file is as it was before. */
export function inTransaction(driver: SqlDriver, write: () => void): void {
  try {
    driver.exec('BEGIN IMMEDIATE');
    write();
    driver.exec('COMMIT');
  } catch (error) {
    rollback(driver);
    throw error;
  }
}

/** Undoes the transaction that is open, if one is. */
export function rollback(driver: SqlDriver): void {
  try {
    driver.exec('ROLLBACK');
  } catch {
    // SQLite has rolled back by itself (disk full, I/O error). Where it really is stuck, the next BEGIN fails and comes here again.
  }
}
