import type { Tables } from '../tables.js';
import type { AppDraft } from './app-draft.js';
import type { Draft } from './draft.js';

/** Writes what a batch has changed: one row for each user and call however often it changed, none for one that did not. */
export function write(draft: Draft, tables: Tables): void {
  const { live, sentFacts } = draft;
  const freedRows = [...live.freedRows];
  for (const app of draft.apps.values()) {
    writeUsers(app, tables, freedRows);
    writeCalls(app, tables);
    for (const record of app.records) tables.addRecord(live.nextRecordRow++, app.live.appId, record);
    for (const fact of app.facts) tables.addFact(app.live.appId, fact);
  }
  if (freedRows.length > 0) tables.deleteEntries(freedRows);
  if (sentFacts.length > 0) tables.deleteFacts(sentFacts);
}

function writeUsers({ users, live: { appId } }: AppDraft, tables: Tables, freedRows: number[]): void {
  for (const [userId, user] of users) {
    if (user.state && user.isChanged) tables.putUser(appId, user.state, user.profile);
    for (const [deviceId, { entries }] of user.boxes) {
      for (const { row, entry } of entries) tables.addEntry(row, { appId, userId, deviceId }, entry);
    }
    freedRows.push(...user.freedRows);
  }
}

function writeCalls({ calls, live }: AppDraft, tables: Tables): void {
  for (const [callId, state] of calls) {
    const before = live.call(callId);
    if (state) {
      if (state !== before) tables.putCall(live.appId, state);
    } else if (before) tables.deleteCall(live.appId, callId);
  }
}
