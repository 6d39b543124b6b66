import { type ChangeSet, recordChange } from '../journal/change-set.js';
import type { Draft } from './draft.js';

/** What a batch has changed: each user and call once however often it changed, nothing of one that did not. */
export function changesOf({ live, apps }: Draft): ChangeSet {
  const freed = [...live.freedRows];
  const change = { users: [], calls: [], entries: [], freed, records: [] } as Collected;
  for (const app of apps.values()) {
    const { appId } = app.live;
    for (const user of app.users.values()) {
      if (user.state && user.isChanged)
        change.users.push({ appId, state: user.state, profile: user.profile });
      for (const { entries } of user.boxes) change.entries.push(...entries);
      freed.push(...user.freedRows);
    }
    for (const [callId, state] of app.calls) {
      const before = app.live.call(callId);
      const isNew = before === undefined;
      if (state ? state !== before : before) change.calls.push({ appId, callId, state, isNew });
    }
    for (const record of app.records) change.records.push(recordChange(live.nextRecordRow++, appId, record));
  }
  return change;
}

type Collected = { [Kind in keyof ChangeSet]: ChangeSet[Kind][number][] };
