import { expect, test } from 'vitest';
import { EMPTY_MODEL, type Model } from './model.js';
import { stranger } from './person.js';
import { reduce } from './reduce.js';

const bob = stranger('bob');
const named = { userId: 'bob', name: 'Bob Berg', avatar: '' };

const play = (...actions: Parameters<typeof reduce>[1][]): Model => actions.reduce(reduce, EMPTY_MODEL);

test('a profile that is learned later reaches everybody who is shown', () => {
  const model = play(
    { type: 'contacts', contacts: [{ person: bob, online: true, inCall: false }] },
    { type: 'dial', person: bob, media: 'audio', at: 0 },
    { type: 'notice', id: 1, body: { kind: 'missed', person: bob, busy: false } },
    { type: 'person', person: named },
  );
  expect(model.contacts[0]?.person).toEqual(named);
  expect(model.call).toMatchObject({ person: named });
  expect(model.notices[0]?.body).toMatchObject({ person: named });
});

test('the newest notice is first, one of a kind, three at most', () => {
  const model = play(
    { type: 'notice', id: 1, body: { kind: 'back' } },
    { type: 'notice', id: 2, body: { kind: 'elsewhere' } },
    { type: 'notice', id: 3, body: { kind: 'back' } },
    { type: 'notice', id: 4, body: { kind: 'missed', person: bob, busy: false } },
    { type: 'notice', id: 5, body: { kind: 'ended', person: bob, seconds: 1 } },
  );
  expect(model.notices.map(({ id }) => id)).toEqual([5, 4, 3]);
});

test('a notice about the sound of a ring leaves with the ring', () => {
  const model = play(
    { type: 'received', callId: 'c1', person: bob, group: null, groupId: '', media: 'audio', ring: null },
    { type: 'notice', id: 1, body: { kind: 'soundBlocked', ringing: true } },
    { type: 'over' },
  );
  expect(model.notices).toEqual([]);
});

test('what was said of a call leaves with it, what is said of its end stays', () => {
  const model = play(
    { type: 'received', callId: 'c1', person: bob, group: null, groupId: '', media: 'audio', ring: null },
    { type: 'begun', callId: 'c1', media: 'audio', at: 0 },
    { type: 'notice', id: 1, body: { kind: 'mediaChanged', person: bob, media: 'video' } },
    { type: 'notice', id: 2, body: { kind: 'back' } },
    { type: 'notice', id: 3, body: { kind: 'deviceOffer', device: 'mic', deviceId: 'm1', name: 'Headset' } },
  );
  expect(model.notices).toHaveLength(3);
  const after = reduce(model, { type: 'over' });
  expect(after.notices).toEqual([]);
  const ended = { kind: 'ended', person: bob, seconds: 3 } as const;
  expect(reduce(after, { type: 'notice', id: 4, body: ended }).notices).toEqual([{ id: 4, body: ended }]);
});

test('the grace time is the server’s own word', () => {
  const model = play({ type: 'link', up: true, graceTime: 45_000, at: 0 });
  expect(model.graceTime).toBe(45_000);
  expect(reduce(model, { type: 'link', up: false, graceTime: 12_000, at: 0 }).graceTime).toBe(45_000);
});

test('who signs out leaves nothing of himself but the log', () => {
  const entry = { kind: 'event', name: 'SDK_READY', at: 0, payload: '' } as const;
  const model = play(
    { type: 'session', session: { state: 'in', me: bob, link: 'up' } },
    { type: 'contacts', contacts: [{ person: bob, online: true, inCall: false }] },
    { type: 'log', entry },
    { type: 'session', session: { state: 'out', error: null } },
  );
  expect(model).toMatchObject({ contacts: [], recents: null, call: { phase: 'idle' } });
  expect(model.log.entries).toHaveLength(1);
});

test('only talk can be minimised; it stays so when a call of two becomes one of more, and ends with it', () => {
  const eve = stranger('eve');
  const minimise = { type: 'minimise', on: true } as const;
  const dialled = play({ type: 'dial', person: bob, media: 'audio', at: 0 }, minimise);
  expect(dialled.minimised).toBe(false);
  const talk = reduce(reduce(dialled, { type: 'begun', callId: 'c1', media: 'audio', at: 0 }), minimise);
  expect(talk.minimised).toBe(true);
  const grown = reduce(talk, { type: 'invited', person: eve, self: stranger('me') });
  expect([grown.call.phase, grown.minimised]).toEqual(['group', true]);
  expect(reduce(grown, { type: 'minimise', on: false }).minimised).toBe(false);
  const failed = reduce(grown, { type: 'failed', outcome: { why: 'offline' } });
  expect([failed.call.phase, failed.minimised]).toEqual(['ended', false]);
});

test('S1-19 who is signed in elsewhere sees nobody’s name here any more', () => {
  const groups = [{ groupId: 'g1', name: 'Crew', others: [bob], own: true }];
  const model = play(
    { type: 'session', session: { state: 'in', me: bob, link: 'up' } },
    { type: 'contacts', contacts: [{ person: bob, online: true, inCall: false }] },
    { type: 'groups', groups },
    { type: 'kicked' },
  );
  expect(model).toMatchObject({ contacts: [], groups: [], session: { state: 'kicked', me: bob } });
});
