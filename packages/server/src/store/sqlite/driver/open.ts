import type { DriverName, SqlDriver } from './driver.js';
import { openLibsql } from './libsql.js';
import { nodeSqlite, openNodeSqlite } from './node-sqlite.js';

/** The drivers that this Node can run, the best one first. */
export function driversHere(): readonly DriverName[] {
  return nodeSqlite() ? ['node:sqlite', 'libsql'] : ['libsql'];
}

/**
 * Opens a database with `prefer`, by default with Node's own SQLite where there is one (nothing native to install), else with the
 * prebuilt `libsql`.
 * @throws Error when the driver is not to be had here or the file cannot be opened.
 */
export async function openDriver(path: string, prefer?: DriverName): Promise<SqlDriver> {
  if (prefer === 'libsql') return openLibsql(path);
  const builtin = nodeSqlite();
  if (builtin) return openNodeSqlite(builtin, path);
  if (prefer === 'node:sqlite')
    throw new Error(`Node ${process.version} has no node:sqlite (22.13 or newer has)`);
  return openLibsql(path);
}
