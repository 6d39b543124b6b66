import type { SqlDriver, SqlRow, SqlValue } from './driver.js';

/** What is used of Node's own SQLite; the types of Node 20, the oldest one served, do not have it. */
interface NodeSqlite {
  readonly DatabaseSync: new (path: string) => NodeDatabase;
}

interface NodeDatabase {
  exec(sql: string): void;
  prepare(sql: string): NodeStatement;
  close(): void;
}

interface NodeStatement {
  run(...values: readonly SqlValue[]): unknown;
  all(...values: readonly SqlValue[]): SqlRow[];
}

/** undefined: this Node has none (before 22.13). Asking does not warn, an `import` of an unknown builtin would fail. */
export function nodeSqlite(): NodeSqlite | undefined {
  const found: object | undefined = process.getBuiltinModule('node:sqlite' as string);
  return found && 'DatabaseSync' in found ? (found as NodeSqlite) : undefined;
}

export function openNodeSqlite({ DatabaseSync }: NodeSqlite, path: string): SqlDriver {
  const database = new DatabaseSync(path);
  return {
    name: 'node:sqlite',
    exec: (sql) => database.exec(sql),
    prepare(sql) {
      const statement = database.prepare(sql);
      return {
        run: (...values) => {
          statement.run(...values);
        },
        all: (...values) => statement.all(...values),
      };
    },
    close: () => database.close(),
  };
}
