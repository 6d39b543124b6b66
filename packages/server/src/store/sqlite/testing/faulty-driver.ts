import type { OpenDriver, SqlDriver } from '../driver/driver.js';

/** Sees every statement that writes, transaction control included, and makes those fail that a test wants to fail. */
export class Faults {
  /** The statements so far; a test may empty it. */
  statements: string[] = [];
  /** Fails the statement with this place in `statements`, from 1, or every one, or those of which it says so. */
  failing: number | 'all' | 'none' | ((sql: string) => boolean) = 'none';

  check(sql: string): void {
    this.statements.push(sql);
    if (this.#fails(sql)) throw new Error(`injected fault at ${sql}`);
  }

  #fails(sql: string): boolean {
    const { failing } = this;
    if (typeof failing === 'function') return failing(sql);
    return failing === 'all' || failing === this.statements.length;
  }

  /** The statements so far in short: `BEGIN`, `INSERT calls`, `COMMIT`. */
  get brief(): string[] {
    return this.statements.map((sql) => {
      const [verb = '', ...rest] = sql.split(/\s+/);
      const table = rest.find((word) => TABLES.has(word));
      return table ? `${verb} ${table}` : verb;
    });
  }
}

const TABLES = new Set([
  'journal',
  'users',
  'calls',
  'inbox',
  'records',
  'record_calls',
  'record_users',
  'outbox',
]);
const CONTROL = new Set(['BEGIN IMMEDIATE', 'COMMIT']);

/** Drivers whose writes fail when `faults` says so. What undoes a transaction works: SQLite needs no disk for it. */
export function faultyOpener(open: OpenDriver, faults: Faults): OpenDriver {
  return async (path) => wrap(await open(path), faults);
}

function wrap(driver: SqlDriver, faults: Faults): SqlDriver {
  return {
    name: driver.name,
    exec(sql) {
      if (CONTROL.has(sql)) faults.check(sql);
      driver.exec(sql);
    },
    prepare(sql) {
      const statement = driver.prepare(sql);
      return {
        run(...values) {
          faults.check(sql);
          statement.run(...values);
        },
        all: (...values) => statement.all(...values),
      };
    },
    close: () => driver.close(),
  };
}
