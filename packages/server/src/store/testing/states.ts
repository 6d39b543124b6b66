import {
  type CallState,
  type Changes,
  DEFAULT_POLICY,
  type Decision,
  type Fact,
  type Mail,
  type Member,
  type UserState,
} from '@ringback/calls';
import { CallEndReason, type CallRecord, CallType, type CommandResult } from '@ringback/protocol';
import { DEFAULT_DIRECTORY } from '../../directory/rules/state.js';
import type { StoreApp } from '../contract.js';

/** Server time at which every test begins, ms. */
export const START = 1_700_000_000_000;

export const APP = 1;
export const OTHER_APP = 2;
export const APPS: readonly StoreApp[] = [
  { sdkAppId: APP, policy: DEFAULT_POLICY, directory: DEFAULT_DIRECTORY, takesFacts: true },
  {
    sdkAppId: OTHER_APP,
    policy: DEFAULT_POLICY,
    directory: { directory: 'contacts', groups: 'users' },
    takesFacts: false,
  },
];

/** A user with these devices, all linked; with `lostUntil` all lost and kept until then. */
export function user(id: string, deviceIds: readonly string[], lostUntil?: number): UserState {
  const devices = deviceIds.map((deviceId) => ({
    id: deviceId,
    name: `device ${deviceId}`,
    tokenHash: `hash of ${deviceId}`,
    unconfirmedFrom: null,
    alone: false,
    activeAt: START,
    link:
      lostUntil === undefined
        ? ({ state: 'up', id: `link of ${deviceId}` } as const)
        : ({ state: 'down', at: START, until: lostUntil, announced: true } as const),
  }));
  return { id, devices };
}

/** A call by the first of `inside`, who is in with the others; `ringing` ring until `ringUntil`. */
export function call(
  callId: string,
  inside: readonly string[],
  ringing: readonly string[] = [],
  ringUntil = START + 30_000,
): CallState {
  const caller = inside[0] ?? '';
  const invited = { invitedBy: caller, invitedAt: START };
  const members: Member[] = [
    ...inside.map((userId) => ({
      ...invited,
      userId,
      state: 'in' as const,
      deviceId: `${userId}1`,
      commandId: `entry of ${userId}`,
      enteredAt: START,
      published: { audio: true, video: false },
      asked: CallType.AUDIO,
    })),
    ...ringing.map((userId) => ({
      ...invited,
      userId,
      commandId: `ring of ${userId}`,
      state: 'ringing' as const,
      userData: '',
      timeout: 30,
      until: ringUntil,
      alerted: false,
    })),
  ];
  return { ...info(callId), caller, userData: '', createdAt: START, begunAt: null, members, past: [] };
}

/** The record of a call by the first of `users` that ended `endedAfter` ms after the start. */
export function record(callId: string, users: readonly string[], endedAfter = 0): CallRecord {
  const caller = users[0] ?? '';
  const endedAt = START + endedAfter;
  return {
    ...info(callId),
    caller,
    userData: '',
    createdAt: START,
    begunAt: null,
    endedAt,
    reason: CallEndReason.CANCELED,
    endedBy: caller,
    totalTime: 0,
    parts: users.map((userId) => ({
      userId,
      role: userId === caller ? 'inviter' : 'invitee',
      invitedBy: caller,
      invitedAt: START,
      enteredAt: null,
      outAt: endedAt,
      reason: CallEndReason.CANCELED,
      talkTime: 0,
    })),
  };
}

/** Mail with one event that `note` makes recognisable. */
export const mail = (userId: string, deviceId: string, note: string): Mail => ({
  userId,
  deviceId,
  events: [{ e: 'kickedOut', message: note }],
});

export const fact = (callId: string): Fact => ({
  kind: 'member',
  at: START,
  callId,
  userId: 'ann',
  action: 'invited',
});

interface Wanted {
  readonly users?: readonly UserState[];
  readonly calls?: readonly CallState[];
  /** Ids of calls that end. */
  readonly ends?: readonly string[];
  readonly records?: readonly CallRecord[];
  readonly mail?: readonly Mail[];
  readonly facts?: readonly Fact[];
  readonly result?: CommandResult;
}

/** A decision that changes what is wanted. */
export function changing(wanted: Wanted): Decision {
  const { users = [], calls = [], ends = [], records = [], mail = [], facts = [], result = {} } = wanted;
  const changes: Changes = {
    users: new Map(users.map((state) => [state.id, state])),
    calls: new Map<string, CallState | null>([
      ...calls.map((state) => [state.callId, state] as const),
      ...ends.map((callId) => [callId, null] as const),
    ]),
    records,
    mail,
    facts,
  };
  return { ok: true, result, changes };
}

export const refusal = (code: number): Decision => ({ ok: false, code, message: `refused with ${code}` });

const info = (callId: string) => ({
  callId,
  roomId: 7,
  strRoomId: '',
  type: CallType.AUDIO,
  groupId: '',
  isGroup: false,
});
