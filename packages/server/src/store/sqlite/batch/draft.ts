import type { Live } from '../memory/live.js';
import { AppDraft } from './app-draft.js';

/** What one transaction will change. Thrown away when the transaction fails. */
export class Draft {
  readonly apps = new Map<number, AppDraft>();
  /** Facts of the outbox that have been sent. */
  readonly sentFacts: number[] = [];

  constructor(readonly live: Live) {}

  /** @throws StoreError `unknownApp`. */
  app(appId: number): AppDraft {
    const known = this.apps.get(appId);
    if (known) return known;
    const app = new AppDraft(this.live.app(appId));
    this.apps.set(appId, app);
    return app;
  }

  nextEntryRow(): number {
    return this.live.nextEntryRow++;
  }

  get isEmpty(): boolean {
    if (this.sentFacts.length > 0) return false;
    for (const { users, calls, records, facts, directory } of this.apps.values()) {
      if (users.size + calls.size + records.length + facts.length > 0 || !directory.isEmpty) return false;
    }
    return true;
  }
}
