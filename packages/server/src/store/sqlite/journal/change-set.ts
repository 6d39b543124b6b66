import type { CallState, KeptRecord, UserState } from '@ringback/calls';
import type { Profile } from '@ringback/protocol';
import type { DeviceAddress, InboxEntry } from '../../contract.js';

/** What one transaction changes in users, calls, inboxes and records: one row of the journal. */
export interface ChangeSet {
  readonly users: readonly UserChange[];
  readonly calls: readonly CallChange[];
  readonly entries: readonly EntryChange[];
  /** Inbox rows that need not be kept any longer. */
  readonly freed: readonly number[];
  readonly records: readonly RecordChange[];
}

export interface UserChange {
  readonly appId: number;
  readonly state: UserState;
  readonly profile: Profile;
}

export interface CallChange {
  readonly appId: number;
  readonly callId: string;
  /** null: it has ended. */
  readonly state: CallState | null;
  /** It did not live before this change, so no table can know it. */
  readonly isNew: boolean;
}

export interface EntryChange extends DeviceAddress {
  readonly row: number;
  readonly entry: Pick<InboxEntry, 'seq' | 'text'>;
}

export interface RecordChange {
  readonly row: number;
  readonly appId: number;
  readonly callId: string;
  readonly endedAt: number;
  /** Everyone who had a part of which he heard, once. */
  readonly userIds: readonly string[];
  /** The record as JSON. */
  readonly text: string;
}

/** One user's part in a call, by which its record is found. */
export interface RecordUser extends Pick<RecordChange, 'row' | 'appId' | 'endedAt'> {
  readonly userId: string;
}

export const isEmpty = ({ users, calls, entries, freed, records }: ChangeSet): boolean =>
  users.length + calls.length + entries.length + freed.length + records.length === 0;

/** It is none of the calls of those who never heard of it, and nobody is told of them. */
export function recordChange(row: number, appId: number, record: KeptRecord): RecordChange {
  const { callId, endedAt, unheard } = record;
  const users = new Set([record.caller, ...record.parts.map((part) => part.userId)]);
  for (const userId of unheard ?? []) users.delete(userId);
  const text = JSON.stringify(unheard ? { ...record, unheard: undefined } : record);
  return { row, appId, callId, endedAt, userIds: [...users], text };
}
