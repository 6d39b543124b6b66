import { expect, it } from 'vitest';
import { APP, call, record, user } from '../../testing/states.js';
import { type ChangeSet, recordChange } from './change-set.js';
import { changeSetIn, textOf } from './text.js';

it('a change set is read as it was written', () => {
  const changes: ChangeSet = {
    users: [
      {
        appId: APP,
        state: user('ann "the first"', ['ann1']),
        profile: { userId: 'ann "the first"', nick: '\u2028é', avatar: '' },
      },
    ],
    calls: [
      { appId: APP, callId: 'c1', state: call('c1', ['ann'], ['bob']), isNew: false },
      { appId: APP, callId: 'c2', state: null, isNew: false },
    ],
    entries: [
      {
        row: 7,
        appId: APP,
        userId: 'b"o\\b',
        deviceId: 'bob1',
        entry: { seq: 3, text: '{"seq":3,"events":[]}' },
      },
      {
        row: 8,
        appId: APP,
        userId: 'ann',
        deviceId: 'ann1',
        entry: { seq: 4, text: '{"seq":4,"events":[]}' },
      },
    ],
    freed: [1, 2],
    records: [
      recordChange(5, APP, record('c2', ['ann', 'bob'])),
      recordChange(6, APP, { ...record('c3', ['ann', 'bob']), unheard: ['bob'] }),
    ],
  };
  expect(changeSetIn(textOf(changes))).toEqual(changes);
  const nothing: ChangeSet = { users: [], calls: [], entries: [], freed: [], records: [] };
  expect(changeSetIn(textOf(nothing))).toEqual(nothing);
});
