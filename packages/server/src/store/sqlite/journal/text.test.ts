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
  const none = () => undefined;
  expect(changeSetIn(textOf(changes, none), none)).toEqual(changes);
  const nothing: ChangeSet = { users: [], calls: [], entries: [], freed: [], records: [] };
  expect(changeSetIn(textOf(nothing, none), none)).toEqual(nothing);
});

it('of a call that the journal has whole it says what is different, which tells nothing without it', () => {
  const before = call('c1', ['ann'], ['bob']);
  const changes: ChangeSet = {
    users: [],
    calls: [{ appId: APP, callId: 'c1', state: { ...before, begunAt: 7 }, isNew: false }],
    entries: [],
    freed: [],
    records: [],
  };
  const text = textOf(changes, () => before);
  expect(text).not.toContain('bob');
  expect(changeSetIn(text, () => before)).toEqual(changes);
  expect(changeSetIn(text, () => undefined).calls).toEqual([]);
});

it('a row of a version that wrote every call whole is read', () => {
  const row = `{"users":[],"calls":[[${APP},"c1",null]],"entries":[],"freed":[],"records":[]}`;
  expect(changeSetIn(row, () => undefined).calls).toEqual([
    { appId: APP, callId: 'c1', state: null, isNew: false },
  ]);
});
