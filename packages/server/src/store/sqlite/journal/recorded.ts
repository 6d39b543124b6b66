import type { CallRecord } from '@ringback/protocol';
import type { RecordPage } from '../../contract.js';
import type { Tables } from '../tables.js';
import type { RecordChange } from './change-set.js';
import type { Folder } from './folder.js';

/** The records: those of the tables, and those that the journal still holds for them. */
export class Recorded {
  readonly #tables: Tables;
  readonly #folder: Folder;

  constructor(tables: Tables, folder: Folder) {
    this.#tables = tables;
    this.#folder = folder;
  }

  record(appId: number, callId: string): CallRecord | undefined {
    const journaled = this.#folder.record(appId, callId);
    return journaled ? recordIn(journaled) : this.#tables.record(appId, callId);
  }

  /** Newest end first. */
  ofUser(
    appId: number,
    userId: string,
    { limit, before = Number.MAX_SAFE_INTEGER }: RecordPage,
  ): CallRecord[] {
    const journaled = new Map<string, RecordChange>();
    for (const one of this.#folder.recordsOf(appId, userId)) {
      if (!journaled.has(one.callId)) journaled.set(one.callId, one);
    }
    const newest = [...journaled.values()]
      .filter(({ endedAt }) => endedAt < before)
      .sort((a, b) => b.endedAt - a.endedAt || b.row - a.row)
      .slice(0, limit)
      .map(recordIn);
    // Some of the journal's may be in the tables already.
    const page = { limit: limit + journaled.size, before };
    const inTables = this.#tables
      .recordsOfUser(appId, userId, page)
      .filter(({ callId }) => !journaled.has(callId));
    return [...newest, ...inTables].sort((a, b) => b.endedAt - a.endedAt).slice(0, limit);
  }
}

const recordIn = ({ text }: RecordChange): CallRecord => JSON.parse(text);
