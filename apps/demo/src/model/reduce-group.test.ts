import { describe, expect, test } from 'vitest';
import type { CallAction } from './action.js';
import { type Call, IDLE } from './call.js';
import { type Group, inCall, memberOf, othersOf, ringing, tilesOf } from './group.js';
import { stranger } from './person.js';
import { reduceCall } from './reduce-call.js';

const [me, bob, eve, dan] = ['me', 'bob', 'eve', 'dan'].map(stranger) as [Person, Person, Person, Person];
type Person = ReturnType<typeof stranger>;
const GRACE_MS = 20_000;
const NOW = 1_700_000_000_000;

const dial: CallAction = {
  type: 'dialGroup',
  self: me,
  people: [bob, eve],
  groupId: '',
  media: 'video',
  at: 1_000,
};
const begun: CallAction = { type: 'begun', callId: 'c1', media: 'video', at: 5_000 };
const enter = (person: Person): CallAction => ({ type: 'peerEntered', person, self: me });
const list = (inside: Person[], rings: Person[] = []): CallAction => ({
  type: 'list',
  self: me,
  inCall: inside,
  ringing: rings,
  at: NOW,
});
const received: CallAction = {
  type: 'received',
  callId: 'c1',
  person: bob,
  group: [eve],
  groupId: '',
  media: 'video',
  ring: null,
};

const play = (...actions: CallAction[]): Call =>
  actions.reduce((call, action) => reduceCall(call, action, GRACE_MS), IDLE as Call);
function group(...actions: CallAction[]): Group {
  const call = play(...actions);
  if (call.phase !== 'group') throw new Error(call.phase);
  return call;
}
const ids = (members: readonly { person: Person }[]) => members.map(({ person }) => person.userId);

describe('a group call that is placed', () => {
  test('S2-01 everybody is a tile from the start, whoever sits here first', () => {
    const call = group(dial);
    expect(ids(tilesOf(call))).toEqual(['me', 'bob', 'eve']);
    expect(call).toMatchObject({ step: 'ringing', own: { cam: { on: true } } });
  });

  test('S2-02 who answers does so in the place where he was rung, also before whoever was named first', () => {
    const call = group(dial, begun, enter(eve), list([me, eve], [bob]));
    expect(ids(tilesOf(call))).toEqual(['me', 'bob', 'eve']);
    expect([ids(inCall(call)), ids(ringing(call))]).toEqual([['me', 'eve'], ['bob']]);
    expect(call).toMatchObject({ step: 'talking', since: 5_000 });
  });

  test('S2-04 who declines is said so in his place, then not any more, and can be rung again', () => {
    const refused: CallAction = { type: 'refused', person: bob, why: 'declined', at: NOW };
    const call = group(dial, begun, enter(eve), refused);
    expect(memberOf(call, 'bob')?.part).toMatchObject({ is: 'gone', why: 'declined', tile: true });
    const later = group(dial, begun, enter(eve), refused, { type: 'tileGone', userId: 'bob', at: NOW });
    expect(ids(tilesOf(later))).toEqual(['me', 'eve']);
    const again = reduceCall(later, { type: 'invited', person: bob, self: me }, GRACE_MS) as Group;
    expect(ids(tilesOf(again))).toEqual(['me', 'eve', 'bob']);
  });

  test('S2-07 nobody answers: who was called can be called again', () => {
    const call = play(dial, { type: 'failed', outcome: { why: 'nobody', rangFor: 30, refusals: [] } });
    expect(call).toMatchObject({ phase: 'ended', group: [{ userId: 'bob' }, { userId: 'eve' }] });
  });

  test('S2-19 a ring that was stopped leaves nothing behind', () => {
    const call = group(dial, begun, enter(eve), { type: 'peerLeft', userId: 'bob', at: NOW });
    expect(memberOf(call, 'bob')).toBeUndefined();
  });
});

describe('a group call that is answered', () => {
  test('S2-03 who sits here comes behind those who are in', () => {
    const call = group(received, begun, enter(bob), enter(dan), list([bob, dan, me], [eve]));
    expect(ids(tilesOf(call))).toEqual(['bob', 'dan', 'me', 'eve']);
  });

  test('how he wanted to be met is how he is in', () => {
    const call = group(received, { type: 'meetWith', device: 'cam', on: false }, begun);
    expect(call.own).toMatchObject({ mic: { on: true }, cam: { on: false } });
  });
});

describe('a call of two', () => {
  const pair = [{ type: 'dial', person: bob, media: 'video', at: 0 }, begun, enter(bob)] as CallAction[];

  test('S2-15 becomes one of more: nobody moves, and what was on stays on', () => {
    const muted: CallAction = {
      type: 'own',
      device: 'mic',
      toggle: { on: false, pending: false, trouble: null },
    };
    const shows: CallAction = { type: 'peerPublishes', userId: 'bob', what: 'video', on: true };
    const call = group(...pair, muted, shows, { type: 'invited', person: eve, self: me });
    expect(ids(tilesOf(call))).toEqual(['bob', 'me', 'eve']);
    expect(call).toMatchObject({ since: 5_000, own: { mic: { on: false } } });
    expect(memberOf(call, 'bob')?.part).toMatchObject({ is: 'in', peer: { video: true } });
  });

  test('becomes one of more as well when somebody comes in who was not in it', () => {
    expect(ids(inCall(group(...pair, enter(dan))))).toEqual(['bob', 'me', 'dan']);
  });

  test('stays one when somebody who is called does not come', () => {
    expect(play(...pair, { type: 'refused', person: eve, why: 'busy', at: NOW }).phase).toBe('talking');
  });
});

test('S2-12 who leaves has no tile; who comes back comes behind the others', () => {
  const start = [
    dial,
    begun,
    enter(bob),
    enter(eve),
    { type: 'peerLeft', userId: 'bob', at: NOW },
  ] as CallAction[];
  const call = group(...start);
  expect(ids(tilesOf(call))).toEqual(['me', 'eve']);
  expect(memberOf(call, 'bob')?.part).toMatchObject({ is: 'gone', why: 'left', at: NOW });
  expect(ids(tilesOf(group(...start, enter(bob))))).toEqual(['me', 'eve', 'bob']);
});

test('the list is the last word: who is not in it is not in the call', () => {
  const call = group(dial, begun, enter(bob), enter(eve), list([me, eve, dan]));
  expect(ids(inCall(call))).toEqual(['me', 'eve', 'dan']);
  expect(memberOf(call, 'bob')?.part).toMatchObject({ is: 'gone', why: 'left' });
});

test('what somebody publishes, measures and loses is his own', () => {
  const call = group(
    dial,
    begun,
    enter(bob),
    enter(eve),
    { type: 'peerPublishes', userId: 'eve', what: 'audio', on: false },
    { type: 'peerSettled', userId: 'bob' },
    { type: 'peerLink', userId: 'bob', reachable: false, at: 10_000 },
    {
      type: 'quality',
      own: { level: 1, upLoss: 0, downLoss: 0, delay: 1 },
      peers: { eve: { level: 5, upLoss: 9, downLoss: 0, delay: 1 } },
      at: 9_000,
    },
  );
  expect(memberOf(call, 'eve')?.part).toMatchObject({
    peer: { audio: false, video: null, quality: { level: 5 } },
  });
  expect(memberOf(call, 'bob')?.part).toMatchObject({ peer: { audio: false, lost: { until: 27_000 } } });
});

test('S2-16 joining opens the microphone only, and who is known to be in has his place at once', () => {
  const join: CallAction = {
    type: 'join',
    callId: 'c1',
    self: me,
    people: [bob, eve],
    isGroup: true,
    groupId: '',
    media: 'video',
    at: 0,
  };
  const call = group(join);
  expect(call).toMatchObject({ step: 'joining', own: { mic: { on: true }, cam: { on: false } } });
  const inside = group(join, begun, enter(bob), enter(eve), list([bob, eve, me]));
  expect([inside.step, ids(tilesOf(inside))]).toEqual(['talking', ['bob', 'eve', 'me']]);
});

test('S1-28 a page that was loaded anew while it rings several is ringing them again', () => {
  const call = group({
    type: 'restored',
    callId: 'c1',
    self: me,
    person: bob,
    others: [eve],
    groupId: '',
    media: 'audio',
    dialling: true,
    since: 0,
  });
  expect([call.step, othersOf(call).length, call.own.mic.on]).toEqual(['ringing', 2, false]);
});
