import type { RecentCall, RecentCallPart } from '@ringback/engine';
import { describe, expect, test } from 'vitest';
import { stranger } from '../model/person.js';
import { recentOf } from './recents.js';

const part = (userID: string, more: Partial<RecentCallPart> = {}): RecentCallPart => ({
  userID,
  callRole: userID === 'alice' ? 'inviter' : 'invitee',
  sponsor: 'alice',
  invitedAt: 0,
  enteredAt: null,
  outAt: 0,
  reason: 6,
  talkTime: 0,
  ...more,
});

const record = (more: Partial<RecentCall>): RecentCall => ({
  callId: 'c1',
  callID: 'c1',
  roomID: 1,
  strRoomID: '',
  callMediaType: 2,
  callRole: 'inviter',
  groupID: '',
  chatGroupID: '',
  isGroup: false,
  callerId: 'alice',
  userData: '',
  createdAt: 1_000,
  begunAt: null,
  endedAt: 2_000,
  reason: 6,
  endedBy: 'alice',
  totalTime: 0,
  parts: [part('alice'), part('bob')],
  ...more,
});

const seen = (by: string, more: Partial<RecentCall>) => recentOf(record(more), by, stranger);

describe('a call that I made', () => {
  test('is about whom I called', () => {
    expect(seen('alice', {})).toMatchObject({
      person: { userId: 'bob' },
      direction: 'outgoing',
      media: 'video',
    });
  });

  test.each([
    [2, 'declined'],
    [3, 'noAnswer'],
    [5, 'busy'],
    [6, 'cancelled'],
    [9, 'failed'],
  ] as const)('that ended with reason %i was %s', (reason, result) => {
    expect(seen('alice', { reason }).result).toBe(result);
  });

  test('that connected was talk, for as long as I was in', () => {
    const parts = [
      part('alice', { enteredAt: 1, talkTime: 61 }),
      part('bob', { enteredAt: 2, talkTime: 61 }),
    ];
    expect(seen('alice', { begunAt: 1, reason: 1, parts })).toMatchObject({ result: 'talked', seconds: 61 });
  });
});

describe('a call that I got', () => {
  const got = (reason: RecentCallPart['reason']) =>
    seen('bob', { parts: [part('alice'), part('bob', { reason })] });

  test('is about who called', () => {
    expect(got(6)).toMatchObject({ person: { userId: 'alice' }, direction: 'incoming' });
  });

  test.each([
    [2, 'youDeclined'],
    [3, 'missed'],
    [4, 'missed'],
    [5, 'missed'],
    [6, 'missed'],
    [7, 'elsewhere'],
    [8, 'youDeclined'],
  ] as const)('and that ended for me with reason %i was %s', (reason, result) => {
    expect(got(reason).result).toBe(result);
  });

  test('and that I was in was talk, however short', () => {
    const parts = [part('alice', { enteredAt: 1 }), part('bob', { enteredAt: 2, reason: 1 })];
    expect(seen('bob', { begunAt: 1, parts })).toMatchObject({ result: 'talked', seconds: 0 });
  });
});
