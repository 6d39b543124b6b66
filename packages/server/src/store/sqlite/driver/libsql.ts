import type { SqlDriver, SqlRow } from './driver.js';

/** Loaded when it is asked for: where Node has SQLite itself, the native package need not even be installed. */
export async function openLibsql(path: string): Promise<SqlDriver> {
  const { default: Database } = await import('libsql');
  const database = new Database(path);
  return {
    name: 'libsql',
    exec: (sql) => {
      database.exec(sql);
    },
    prepare(sql) {
      const statement = database.prepare(sql);
      // An array as the one argument: libsql takes a single null or object for named parameters.
      return {
        run: (...values) => {
          statement.run(values);
        },
        all: (...values) => statement.all(values) as SqlRow[],
      };
    },
    close: () => {
      database.close();
    },
  };
}
