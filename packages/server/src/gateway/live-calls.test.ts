import type { CallState, Member } from '@ringback/calls';
import { beforeEach, expect, test } from 'vitest';
import { LiveCalls } from './live-calls.js';

const APP = 7;
let calls: LiveCalls;

const member = (userId: string): Member => ({
  userId,
  invitedBy: 'ann',
  invitedAt: 0,
  commandId: 'c',
  state: 'ringing',
  userData: '',
  timeout: 0,
  until: 0,
  alerted: false,
});
const call = (callId: string, ...userIds: string[]): CallState => ({
  callId,
  roomId: 1,
  strRoomId: '',
  type: 1,
  groupId: '',
  isGroup: true,
  caller: 'ann',
  userData: '',
  createdAt: 0,
  begunAt: null,
  members: userIds.map(member),
  past: [],
});
const follow = (...changed: (readonly [string, CallState | null])[]) =>
  calls
    .follow({ appId: APP, calls: new Map(changed), records: [], gone: [], mail: [], wakeAt: null })
    .map(({ userId }) => userId);
const isBusy = (userId: string) => calls.isBusy({ appId: APP, userId });

beforeEach(() => {
  calls = new LiveCalls();
});

test('follows who is in a call, and forgets what has ended', () => {
  expect(follow(['c1', call('c1', 'ann', 'bob')])).toEqual(['ann', 'bob']);
  expect(follow(['c1', call('c1', 'ann', 'cid')])).toEqual(['bob', 'cid']);
  expect([isBusy('ann'), isBusy('bob'), isBusy('cid')]).toEqual([true, false, true]);
  expect(calls.isBusy({ appId: APP + 1, userId: 'ann' })).toBe(false);
  expect(calls.call(APP + 1, 'c1')).toBeUndefined();
  expect(follow(['c1', null])).toEqual(['ann', 'cid']);
  expect([isBusy('ann'), calls.size]).toEqual([false, 0]);
});

test('a user who goes from one call to another in one commit stays busy', () => {
  follow(['c1', call('c1', 'ann', 'bob')]);
  follow(['c2', call('c2', 'ann', 'cid')], ['c1', null]);
  expect([isBusy('ann'), isBusy('bob'), isBusy('cid')]).toEqual([true, false, true]);
});

test('loads a call that was there before', async () => {
  const callOf = async () => call('c1', 'ann', 'bob');
  await calls.load({ callOf }, { appId: APP, userId: 'ann' });
  expect([isBusy('ann'), isBusy('bob')]).toEqual([true, true]);
  await calls.load({ callOf: () => Promise.reject(new Error('not asked')) }, { appId: APP, userId: 'bob' });
});

test.each([
  ['ended', null],
  ['changed', call('c1', 'ann', 'cid')],
])('what a commit has %s while it was loaded counts', async (_what, state) => {
  let answer: (found: CallState) => void = () => {};
  const callOf = () =>
    new Promise<CallState>((resolve) => {
      answer = resolve;
    });
  const loaded = calls.load({ callOf }, { appId: APP, userId: 'ann' });
  follow(['c1', state]);
  answer(call('c1', 'ann', 'bob'));
  await loaded;
  expect(calls.call(APP, 'c1')).toEqual(state ?? undefined);
  expect(isBusy('bob')).toBe(false);
});
