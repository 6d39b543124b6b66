import { number, type SqlDriver, text } from '../driver/driver.js';

export interface JournalRow {
  readonly id: number;
  readonly changes: string;
}

/** The table to which each transaction adds one row with all that it changes, and from which rows go once the tables have it. */
export class Journal {
  readonly #sql;

  constructor(driver: SqlDriver) {
    this.#sql = {
      append: driver.prepare('INSERT INTO journal (id, changes) VALUES (?, ?)'),
      rows: driver.prepare('SELECT id, changes FROM journal ORDER BY id'),
      deleteUpTo: driver.prepare('DELETE FROM journal WHERE id <= ?'),
    };
  }

  append(id: number, changes: string): void {
    this.#sql.append.run(id, changes);
  }

  /** Oldest first. */
  rows(): readonly JournalRow[] {
    return this.#sql.rows.all().map((row) => ({ id: number(row, 'id'), changes: text(row, 'changes') }));
  }

  deleteUpTo(id: number): void {
    this.#sql.deleteUpTo.run(id);
  }
}
