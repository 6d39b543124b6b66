/** What the store needs of an SQLite library: synchronous, positional parameters, rows as objects. */
export interface SqlDriver {
  readonly name: DriverName;
  /** Runs statements that return nothing. */
  exec(sql: string): void;
  prepare(sql: string): SqlStatement;
  close(): void;
}

export interface SqlStatement {
  run(...values: readonly SqlValue[]): void;
  all(...values: readonly SqlValue[]): readonly SqlRow[];
}

export type SqlValue = string | number | null;
export type SqlRow = Readonly<Record<string, unknown>>;
export type DriverName = 'node:sqlite' | 'libsql';

/** Opens a database file, or `:memory:`. */
export type OpenDriver = (path: string) => Promise<SqlDriver>;

/** A text column of a row. @throws TypeError when it holds something else: the file is damaged. */
export function text(row: SqlRow, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new TypeError(`column ${column} is not text`);
  return value;
}

/** A number column of a row. @throws TypeError when it holds something else: the file is damaged. */
export function number(row: SqlRow, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw new TypeError(`column ${column} is not a number`);
  return value;
}
