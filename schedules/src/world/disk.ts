import type {
  OpenDriver,
  SqlDriver,
  SqlStatement,
} from '../../../packages/server/src/store/sqlite/driver/driver.js';
import { openDriver } from '../../../packages/server/src/store/sqlite/driver/open.js';

/** Databases that were closed: the next schedule empties one and takes it, which costs a tenth of making one. */
const free: Database[] = [];

/** Opens an empty database in memory. */
export const openDisk: OpenDriver = async (path) => {
  const database = free.pop() ?? new Database(await openDriver(path));
  database.empty();
  return database;
};

const CONTROL = new Set(['BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK']);

/** One that outlives its users: its settings, tables and prepared statements stay. */
class Database implements SqlDriver {
  readonly #driver: SqlDriver;
  readonly #statements = new Map<string, SqlStatement>();
  readonly #settings = new Set<string>();

  constructor(driver: SqlDriver) {
    this.#driver = driver;
  }

  get name() {
    return this.#driver.name;
  }

  exec(sql: string): void {
    if (CONTROL.has(sql)) {
      this.prepare(sql).run();
      return;
    }
    if (this.#settings.has(sql)) return;
    if (sql.startsWith('PRAGMA')) this.#settings.add(sql);
    this.#driver.exec(sql);
  }

  prepare(sql: string): SqlStatement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#driver.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  close(): void {
    free.push(this);
  }

  empty(): void {
    const tables = this.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'");
    for (const { name } of tables.all()) this.prepare(`DELETE FROM ${name}`).run();
  }
}
