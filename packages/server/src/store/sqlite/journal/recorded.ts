import type { CallRecord } from '@ringback/protocol';
import type { RecordPage } from '../../contract.js';
import type { Ended, Tables } from '../tables.js';
import type { RecordChange } from './change-set.js';
import type { Folder } from './folder.js';

/** Calls of one user that end in the same millisecond are a handful: nobody is in two. */
const MOST_TOGETHER = 100;

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

  /** Newest end first. The next page goes on before the end of the last one, so a page that is full has all that ended with it. */
  ofUser(
    appId: number,
    userId: string,
    { limit, before = Number.MAX_SAFE_INTEGER }: RecordPage,
  ): CallRecord[] {
    const page = this.#endedWithin(appId, userId, { limit, from: 0, before });
    const last = page.at(-1)?.endedAt;
    if (last === undefined || page.length < limit) return page;
    const together = this.#endedWithin(appId, userId, { limit: MOST_TOGETHER, from: last, before: last + 1 });
    return [...page.filter(({ endedAt }) => endedAt !== last), ...together];
  }

  #endedWithin(appId: number, userId: string, { limit, from, before }: Ended): CallRecord[] {
    const journaled = new Map<string, RecordChange>();
    for (const one of this.#folder.recordsOf(appId, userId)) {
      if (!journaled.has(one.callId)) journaled.set(one.callId, one);
    }
    const newest = [...journaled.values()]
      .filter(({ endedAt }) => endedAt >= from && endedAt < before)
      .sort((a, b) => b.endedAt - a.endedAt || b.row - a.row)
      .slice(0, limit)
      .map(recordIn);
    // Some of the journal's may be in the tables already.
    const page = { limit: limit + journaled.size, from, before };
    const inTables = this.#tables
      .recordsOfUser(appId, userId, page)
      .filter(({ callId }) => !journaled.has(callId));
    return [...newest, ...inTables].sort((a, b) => b.endedAt - a.endedAt).slice(0, limit);
  }
}

const recordIn = ({ text }: RecordChange): CallRecord => JSON.parse(text);
