import type { Tables } from '../tables.js';
import type { Backlog } from './backlog.js';
import type { RecordChange, RecordUser } from './change-set.js';
import type { Journal } from './journal.js';

/** Rows of one kind. */
interface Part {
  readonly count: number;
  /** Writes those from `from` up to `to`. Returns what is to be done when that is committed. */
  readonly write: (from: number, to: number) => () => void;
}

/**
 * Brings a backlog into the tables, some rows at a time. What the journal still holds may be written again, so a fold may be broken
 * off anywhere. What is found by random keys is written in their order, so that a page is changed once for many rows.
 */
export class Fold {
  /** All that there is to write. */
  readonly rows: number;
  readonly #parts: readonly Part[];
  #part = 0;
  #at = 0;

  constructor(
    readonly backlog: Backlog,
    tables: Tables,
    journal: Journal,
  ) {
    this.#parts = partsOf(backlog, tables, journal).filter(({ count }) => count > 0);
    this.rows = this.#parts.reduce((sum, { count }) => sum + count, 0);
  }

  get isDone(): boolean {
    return this.#part === this.#parts.length;
  }

  /** Writes the next `rows` rows inside a transaction of the caller. What it returns is to be called when that is committed. */
  write(rows: number): () => void {
    const written: (() => void)[] = [];
    let [index, at, left] = [this.#part, this.#at, rows];
    for (let part = this.#parts[index]; part && left > 0; part = this.#parts[index]) {
      const to = Math.min(part.count, at + left);
      written.push(part.write(at, to));
      left -= to - at;
      [index, at] = to === part.count ? [index + 1, 0] : [index, to];
    }
    return () => {
      for (const one of written) one();
      this.#part = index;
      this.#at = at;
    };
  }
}

function partsOf(backlog: Backlog, tables: Tables, journal: Journal): Part[] {
  const calls = [...backlog.calls.values()];
  const live = calls.filter(({ state }) => state !== null);
  const over = calls.filter(({ state }) => state === null);
  const records = [...backlog.records.values()];
  return [
    part([...backlog.users.values()], (some) => tables.putUsers(some)),
    part(live, (some) => tables.putCalls(some)),
    part(over, (some) => tables.deleteCalls(some)),
    part(backlog.freed, (some) => tables.deleteEntries(some)),
    part(
      [...backlog.entries.keys()],
      // Those that were acknowledged meanwhile are not written at all.
      (some) => tables.putEntries(some.flatMap((row) => backlog.entries.get(row) ?? [])),
      (some) => {
        for (const row of some) backlog.entries.delete(row);
      },
    ),
    part(records, (some) => tables.putRecords(some)),
    part([...records].sort(byCall), (some) => tables.putRecordCalls(some)),
    part(records.flatMap(partsIn).sort(byUser), (some) => tables.putRecordUsers(some)),
    part(backlog.journalIds, (some) => journal.deleteUpTo(some.at(-1) ?? 0)),
  ];
}

const part = <T>(
  all: readonly T[],
  write: (some: readonly T[]) => void,
  committed: (some: readonly T[]) => void = () => {},
): Part => ({
  count: all.length,
  write(from, to) {
    const some = all.slice(from, to);
    write(some);
    return () => committed(some);
  },
});

const partsIn = ({ row, appId, endedAt, userIds }: RecordChange): RecordUser[] =>
  userIds.map((userId) => ({ row, appId, endedAt, userId }));

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byCall = (a: RecordChange, b: RecordChange): number => a.appId - b.appId || byText(a.callId, b.callId);
const byUser = (a: RecordUser, b: RecordUser): number => a.appId - b.appId || byText(a.userId, b.userId);
