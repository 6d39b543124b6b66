import type { CallState } from '@ringback/calls';
import type { CallChange, ChangeSet, EntryChange, RecordChange, UserChange } from './change-set.js';

/** What some rows of the journal come to, as far as it is still true: what the tables lack. */
export class Backlog {
  readonly users = new Map<string, UserChange>();
  /** Those that began and ended in between are in no table, and need not be here. */
  readonly calls = new Map<string, CallChange>();
  /** By row. */
  readonly entries = new Map<number, EntryChange>();
  /** Inbox rows that the tables have, or may have. */
  readonly freed: number[] = [];
  readonly records = new Map<string, RecordChange>();
  readonly #mayBeInTables: boolean;
  readonly #journalIds: number[] = [];
  /** Made when somebody first asks for a user's records: most backlogs are folded before that. */
  #recordsByUser: Map<string, RecordChange[]> | null = null;
  #size = 0;

  /** @param mayBeInTables Of a journal that was found at opening: some of it may have been written before the end of that process. */
  constructor({ mayBeInTables }: { readonly mayBeInTables: boolean }) {
    this.#mayBeInTables = mayBeInTables;
  }

  /** Characters of the journal's rows. */
  get size(): number {
    return this.#size;
  }

  /** The journal's rows, oldest first. */
  get journalIds(): readonly number[] {
    return this.#journalIds;
  }

  get isEmpty(): boolean {
    return this.#journalIds.length + this.freed.length === 0;
  }

  journaled(id: number, characters: number): void {
    this.#journalIds.push(id);
    this.#size += characters;
  }

  /** @param takeBack Keeps an entry of an older backlog from being written, if it was not written yet. */
  add(change: ChangeSet, takeBack: (row: number) => boolean): void {
    for (const user of change.users) this.users.set(keyOf(user.appId, user.state.id), user);
    for (const call of change.calls) this.#addCall(call);
    for (const entry of change.entries) this.entries.set(entry.row, entry);
    for (const row of change.freed) {
      const isUnwritten = this.entries.delete(row) || takeBack(row);
      if (!isUnwritten || this.#mayBeInTables) this.freed.push(row);
    }
    for (const record of change.records) {
      this.records.set(keyOf(record.appId, record.callId), record);
      if (this.#recordsByUser) index(this.#recordsByUser, record);
    }
  }

  /** The call as these rows leave it; undefined: they do not have it, or it is over. */
  call(appId: number, callId: string): CallState | undefined {
    return this.calls.get(keyOf(appId, callId))?.state ?? undefined;
  }

  record(appId: number, callId: string): RecordChange | undefined {
    return this.records.get(keyOf(appId, callId));
  }

  /** Those of one user, oldest first. */
  recordsOf(appId: number, userId: string): readonly RecordChange[] {
    if (!this.#recordsByUser) {
      this.#recordsByUser = new Map();
      for (const record of this.records.values()) index(this.#recordsByUser, record);
    }
    const all = this.#recordsByUser.get(keyOf(appId, userId)) ?? [];
    // A call whose record came twice has the last one alone.
    return all.filter((one) => this.record(appId, one.callId) === one);
  }

  #addCall(change: CallChange): void {
    const key = keyOf(change.appId, change.callId);
    const before = this.calls.get(key);
    const isNew = before?.isNew ?? (change.isNew && !this.#mayBeInTables);
    if (isNew && change.state === null) this.calls.delete(key);
    else this.calls.set(key, { ...change, isNew });
  }
}

function index(byUser: Map<string, RecordChange[]>, record: RecordChange): void {
  for (const userId of record.userIds) {
    const key = keyOf(record.appId, userId);
    const known = byUser.get(key);
    if (known) known.push(record);
    else byUser.set(key, [record]);
  }
}

const keyOf = (appId: number, id: string): string => `${appId} ${id}`;
