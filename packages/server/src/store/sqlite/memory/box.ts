import type { CommandResult } from '@ringback/protocol';
import type { InboxEntry } from '../../contract.js';

/** Answers that are remembered for a device, so that a repeated command gets its first one (G-08). */
const MAX_ANSWERS = 64;

/** An entry and the row that keeps it. */
export interface StoredEntry {
  readonly row: number;
  readonly entry: InboxEntry;
}

/** What the server keeps for one device, as committed: its inbox and its latest answers. */
export class Box {
  /** Unacknowledged, oldest first. */
  #entries: StoredEntry[] = [];
  #lastSeq = 0;
  /**
   * The newest entry's row once that entry is acknowledged. It stays in the file until there is a newer one, so that numbers go
   * on from it after a restart. (The entry is then delivered again to a device that asks for it: harmless, it knows the number.)
   */
  #counterRow: number | null = null;
  readonly #answers = new Map<string, CommandResult>();
  readonly #maxEntries: number;

  /** `maxEntries`: the device may leave so many unacknowledged; beyond, the oldest go and its next read is a gap. */
  constructor(maxEntries: number) {
    this.#maxEntries = maxEntries;
  }

  /** The number of the newest entry, 0: there was none. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** Entries that wait to be acknowledged. */
  get depth(): number {
    return this.#entries.length;
  }

  answer(commandId: string): CommandResult | undefined {
    return this.#answers.get(commandId);
  }

  /** What came after `afterSeq`, oldest first; null: some of it is no longer kept, or it never came that far. */
  read(afterSeq: number): readonly InboxEntry[] | null {
    if (afterSeq > this.#lastSeq || afterSeq < this.#acknowledgedSeq) return null;
    return this.#entries.slice(afterSeq - this.#acknowledgedSeq).map(({ entry }) => entry);
  }

  /** Returns the rows that need not be kept any longer. */
  append(added: readonly StoredEntry[]): number[] {
    const last = added.at(-1);
    if (!last) return [];
    const freed = this.#counterRow === null ? [] : [this.#counterRow];
    this.#counterRow = null;
    this.#lastSeq = last.entry.seq;
    this.#entries.push(...added);
    return [...freed, ...this.#drop(this.#entries.length - this.#maxEntries)];
  }

  /** Returns the rows that need not be kept any longer. */
  acknowledge(seq: number): number[] {
    const rows = this.#drop(Math.min(seq - this.#acknowledgedSeq, this.#entries.length));
    if (rows.length > 0 && this.#entries.length === 0) this.#counterRow = rows.pop() ?? null;
    return rows;
  }

  remember(commandId: string, answer: CommandResult): void {
    this.#answers.set(commandId, answer);
    for (const oldest of this.#answers.keys()) {
      if (this.#answers.size <= MAX_ANSWERS) break;
      this.#answers.delete(oldest);
    }
  }

  /** Every row that the file holds for this device. */
  rows(): number[] {
    const rows = this.#entries.map(({ row }) => row);
    return this.#counterRow === null ? rows : [this.#counterRow, ...rows];
  }

  /** Everything up to here is forgotten. */
  get #acknowledgedSeq(): number {
    return this.#lastSeq - this.#entries.length;
  }

  #drop(count: number): number[] {
    return count > 0 ? this.#entries.splice(0, count).map(({ row }) => row) : [];
  }
}
