import type { CallState } from '@ringback/calls';
import { expect, it } from 'vitest';
import { call, record, START } from '../../testing/states.js';
import { type CallDifference, changedBy, differenceOf } from './difference.js';

/** As it is written and read. */
const kept = (difference: CallDifference): CallDifference => JSON.parse(JSON.stringify(difference));

const PAST = record('c', ['dan', 'eve', 'fay']).parts;
const before: CallState = { ...call('c', ['ann', 'bob'], ['cid', 'dan']), past: PAST };
const [ann, bob, cid, dan] = before.members;
if (!ann || !bob || !cid || !dan) throw new Error('a call of four');
const part = { ...PAST[0]!, userId: 'gil' };

it.each<[string, Partial<CallState>, CallDifference]>([
  ['nothing', {}, {}],
  ['a field', { begunAt: START }, { begunAt: START }],
  ['one member', { members: [ann, { ...bob }, cid, dan] }, { members: [[0, 1], bob, [2, 4]] }],
  [
    'a member who leaves',
    { members: [ann, cid, dan] },
    {
      members: [
        [0, 1],
        [2, 4],
      ],
    },
  ],
  [
    'a member who comes',
    { members: [...before.members, { ...ann, userId: 'eve' }] },
    { members: [[0, 4], { ...ann, userId: 'eve' }] },
  ],
  [
    'somebody who leaves and comes again',
    { members: [ann, cid, dan, bob] },
    { members: [[0, 1], [2, 4], bob] },
  ],
  ['everybody', { members: [] }, { members: [] }],
  ['a part that is over', { past: [...PAST, part] }, { past: [[0, 3], part] }],
  ['parts that are forgotten', { past: [...PAST.slice(2), part] }, { past: [[2, 3], part] }],
])('a difference is what has changed: %s', (_, change, difference) => {
  const after = { ...before, ...change };
  expect(differenceOf(before, after)).toEqual(difference);
  expect(changedBy(before, kept(difference))).toEqual(after);
});
