import type { CallState, UserState } from '@ringback/calls';
import type { CallRecord, Profile } from '@ringback/protocol';
import type { CallChange, ChangeSet } from './change-set.js';
import { type CallDifference, changedBy, differenceOf } from './difference.js';

/** A call as the journal has it so far, of those that it has whole. */
export type Journaled = (appId: number, callId: string) => CallState | undefined;

/**
 * A change set as the journal has it: JSON, lists for short. Entries and records are put in as the text that they have already, and of
 * a call that the journal has whole only what is different.
 */
export function textOf({ users, calls, entries, freed, records }: ChangeSet, journaled: Journaled): string {
  const pieces: string[] = [];
  const list = <T>(name: keyof Written, rows: readonly T[], put: (row: T) => void) => {
    let before = pieces.length === 0 ? `{"${name}":[` : `],"${name}":[`;
    for (const row of rows) {
      pieces.push(before);
      put(row);
      before = ',';
    }
  };
  const { whole, different } = divided(calls, journaled);
  list('users', users, ({ appId, state, profile }) => pieces.push(JSON.stringify([appId, state, profile])));
  list('calls', whole, ({ appId, callId, state }) => pieces.push(JSON.stringify([appId, callId, state])));
  list('differences', different, (row) => pieces.push(JSON.stringify(row)));
  list('entries', entries, ({ row, appId, userId, deviceId, entry }) => {
    const of = `[${row},${appId},${JSON.stringify(userId)},${JSON.stringify(deviceId)},${entry.seq},`;
    pieces.push(of, entry.text, ']');
  });
  list('freed', freed, (row) => pieces.push(String(row)));
  // Who is told of it does not follow from the record: whoever never heard of the call is in it, too.
  list('records', records, ({ row, appId, userIds, text }) => {
    pieces.push(`[${row},${appId},${JSON.stringify(userIds)},`, text, ']');
  });
  pieces.push(pieces.length === 0 ? '{}' : ']}');
  // Once for all: it is some hundred thousand characters, and each string that is made of them is a copy.
  return pieces.join('');
}

function divided(calls: readonly CallChange[], journaled: Journaled) {
  const whole: CallChange[] = [];
  const different: WrittenDifference[] = [];
  for (const call of calls) {
    const { appId, callId, state } = call;
    const before = state && journaled(appId, callId);
    if (before) different.push([appId, callId, differenceOf(before, state)]);
    else whole.push(call);
  }
  return { whole, different };
}

type WrittenDifference = readonly [appId: number, callId: string, difference: CallDifference];

/** Lists that are empty are absent. */
interface Written {
  readonly users?: readonly [appId: number, state: UserState, profile: Profile][];
  readonly calls?: readonly [appId: number, callId: string, state: CallState | null][];
  readonly differences?: readonly WrittenDifference[];
  readonly entries?: readonly [
    row: number,
    appId: number,
    userId: string,
    deviceId: string,
    seq: number,
    entry: object,
  ][];
  readonly freed?: readonly number[];
  readonly records?: readonly [row: number, appId: number, userIds: readonly string[], record: CallRecord][];
}

/**
 * What `textOf` has written. A difference of a call that the journal does not have whole (any more) tells nothing new: rows go when the
 * tables have them, the oldest first.
 * @throws Error when it is something else: the file is damaged.
 */
export function changeSetIn(text: string, journaled: Journaled): ChangeSet {
  const written: Written = JSON.parse(text);
  const { users = [], calls = [], differences = [], entries = [], freed = [], records = [] } = written;
  return {
    users: users.map(([appId, state, profile]) => ({ appId, state, profile })),
    calls: [
      ...calls.map(([appId, callId, state]) => ({ appId, callId, state, isNew: false })),
      ...differences.flatMap(([appId, callId, difference]) => {
        const before = journaled(appId, callId);
        return before ? [{ appId, callId, state: changedBy(before, difference), isNew: false }] : [];
      }),
    ],
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
