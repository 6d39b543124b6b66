import type { SqlDriver } from '../driver/driver.js';
import { isEmpty } from '../journal/change-set.js';
import type { Folder } from '../journal/folder.js';
import type { Journal } from '../journal/journal.js';
import { textOf } from '../journal/text.js';
import type { Sync } from '../sync.js';
import type { Tables } from '../tables.js';
import { inTransaction } from '../transaction.js';
import { changesOf } from './changes-of.js';
import type { Draft } from './draft.js';

export interface CommitterParts {
  readonly driver: SqlDriver;
  readonly sync: Sync;
  readonly tables: Tables;
  readonly journal: Journal;
  readonly folder: Folder;
}

/** Makes drafts durable. */
export class Committer {
  readonly #parts: CommitterParts;
  /** The journal is empty at the start. */
  #lastId = 0;

  constructor(parts: CommitterParts) {
    this.#parts = parts;
  }

  /** Writes a draft in one transaction that waits for the disk. Returns by how much the journal is longer. @throws Error */
  commit(draft: Draft): number {
    const { driver, sync, tables, journal, folder } = this.#parts;
    folder.makeRoom();
    const changes = changesOf(draft);
    const text = isEmpty(changes) ? null : textOf(changes, (appId, callId) => folder.call(appId, callId));
    const id = this.#lastId + 1;
    sync.wait();
    inTransaction(driver, () => {
      if (text !== null) journal.append(id, text);
      for (const { live, facts, directory } of draft.apps.values()) {
        if (facts.length > 0) tables.addFacts(live.appId, facts);
        if (!directory.isEmpty) tables.directory.write(live, directory);
      }
      if (draft.sentFacts.length > 0) tables.deleteFacts(draft.sentFacts);
    });
    if (text === null) return 0;
    this.#lastId = id;
    folder.journaled(id, text.length, changes);
    return text.length;
  }
}
