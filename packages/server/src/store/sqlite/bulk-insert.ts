import type { SqlDriver, SqlValue } from './driver/driver.js';

/** Rows in one statement: each crossing into the native library costs more than a row. */
const TOGETHER = 32;

/** Puts rows into a table, many with one statement; a row whose key is there already is replaced. */
export class BulkInsert {
  readonly #many;
  readonly #one;

  /** @param into A table with its columns, as SQL. */
  constructor(driver: SqlDriver, into: string, columns: number) {
    const row = `(${Array(columns).fill('?').join(', ')})`;
    const statement = (rows: number) =>
      driver.prepare(`INSERT OR REPLACE INTO ${into} VALUES ${Array(rows).fill(row).join(', ')}`);
    this.#many = statement(TOGETHER);
    this.#one = statement(1);
  }

  put(rows: readonly (readonly SqlValue[])[]): void {
    let from = 0;
    for (; from + TOGETHER <= rows.length; from += TOGETHER) {
      this.#many.run(...rows.slice(from, from + TOGETHER).flat());
    }
    for (const row of rows.slice(from)) this.#one.run(...row);
  }
}
