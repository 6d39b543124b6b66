import type { OpenDriver, SqlDriver } from '../driver/driver.js';

/** Which statements of a transaction fail; the caller moves `failing` while the store runs. */
export class Faults {
  /** Statements since `count` was set to 0, transaction control included. */
  count = 0;
  /** Fails the statement with this number, or every one. */
  failing: number | 'all' | 'none' = 'none';

  check(what: string): void {
    this.count += 1;
    if (this.failing === 'all' || this.failing === this.count) throw new Error(`injected fault at ${what}`);
  }
}

/** A driver whose writes fail when `faults` says so. What undoes a transaction works: SQLite needs no disk for it. */
export function faultyOpener(open: OpenDriver, faults: Faults): OpenDriver {
  return async (path) => wrap(await open(path), faults);
}

function wrap(driver: SqlDriver, faults: Faults): SqlDriver {
  return {
    name: driver.name,
    exec(sql) {
      if (sql === 'BEGIN IMMEDIATE' || sql === 'COMMIT') faults.check(sql);
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
