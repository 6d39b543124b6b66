import type { CallState, UserState } from '@ringback/calls';
import type { CallRecord, Profile } from '@ringback/protocol';
import type { ChangeSet } from './change-set.js';

/** A change set as the journal has it: JSON, lists for short. Entries and records are put in as the text that they have already. */
export function textOf({ users, calls, entries, freed, records }: ChangeSet): string {
  const put = {
    users: users.map(({ appId, state, profile }) => JSON.stringify([appId, state, profile])),
    calls: calls.map(({ appId, callId, state }) => JSON.stringify([appId, callId, state])),
    entries: entries.map(
      ({ row, appId, userId, deviceId, entry: { seq, text } }) =>
        `[${row},${appId},${JSON.stringify(userId)},${JSON.stringify(deviceId)},${seq},${text}]`,
    ),
    // Who is told of it does not follow from the record: whoever never heard of the call is in it, too.
    records: records.map(
      ({ row, appId, userIds, text }) => `[${row},${appId},${JSON.stringify(userIds)},${text}]`,
    ),
  };
  return `{"users":[${put.users}],"calls":[${put.calls}],"entries":[${put.entries}],"freed":[${freed}],"records":[${put.records}]}`;
}

interface Written {
  readonly users: readonly [appId: number, state: UserState, profile: Profile][];
  readonly calls: readonly [appId: number, callId: string, state: CallState | null][];
  readonly entries: readonly [
    row: number,
    appId: number,
    userId: string,
    deviceId: string,
    seq: number,
    entry: object,
  ][];
  readonly freed: readonly number[];
  readonly records: readonly [row: number, appId: number, userIds: readonly string[], record: CallRecord][];
}

/** What `textOf` has written. @throws Error when it is something else: the file is damaged. */
export function changeSetIn(text: string): ChangeSet {
  const { users, calls, entries, freed, records }: Written = JSON.parse(text);
  return {
    users: users.map(([appId, state, profile]) => ({ appId, state, profile })),
    calls: calls.map(([appId, callId, state]) => ({ appId, callId, state, isNew: false })),
    entries: entries.map(([row, appId, userId, deviceId, seq, entry]) => {
      return { row, appId, userId, deviceId, entry: { seq, text: JSON.stringify(entry) } };
    }),
    freed,
    records: records.map(([row, appId, userIds, record]) => {
      const { callId, endedAt } = record;
      return { row, appId, callId, endedAt, userIds, text: JSON.stringify(record) };
    }),
  };
}
