interface Database {
  exec(sql: string): unknown;
}

/** Counted while the process runs. */
export interface Commits {
  transactions: number;
  commitMs: number;
}

/** Counts the store's `COMMIT`s that wait for the disk, from outside, by the SQLite library that it uses: two clock readings each. */
export async function countCommits(): Promise<Commits> {
  const counts: Commits = { transactions: 0, commitMs: 0 };
  const database = await databaseClass();
  const exec = database.prototype.exec;
  let waits = true;
  database.prototype.exec = function (this: Database, sql: string) {
    if (sql.startsWith('PRAGMA synchronous')) waits = sql.endsWith('FULL');
    if (sql !== 'COMMIT' || !waits) return exec.call(this, sql);
    const before = performance.now();
    try {
      return exec.call(this, sql);
    } finally {
      counts.transactions += 1;
      counts.commitMs += performance.now() - before;
    }
  };
  return counts;
}

/** The one that the server chooses on this Node. */
async function databaseClass(): Promise<{ readonly prototype: Database }> {
  const builtin: object | undefined = process.getBuiltinModule('node:sqlite' as string);
  if (builtin && 'DatabaseSync' in builtin) return builtin.DatabaseSync as { prototype: Database };
  const { default: libsql } = await import('libsql');
  return libsql;
}
