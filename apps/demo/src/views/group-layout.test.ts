import { expect, test } from 'vitest';
import { IDLE } from '../model/call.js';
import type { Group } from '../model/group.js';
import { stranger } from '../model/person.js';
import { reduceCall } from '../model/reduce-call.js';
import type { Voice } from '../model/voices.js';
import { capacity, FIRST_CHOICE, floatLayout, groupLayout, orderAfter } from './group-layout.js';

const DESKTOP = { width: 1280, height: 800, taken: 0 };

function group(others: number, heard: Record<string, Voice> = {}): Group {
  const people = Array.from({ length: others }, (_, at) => stranger(`p${at + 1}`));
  const call = reduceCall(
    IDLE,
    { type: 'dialGroup', self: stranger('me'), people, groupId: '', media: 'video', at: 0 },
    0,
  );
  if (call.phase !== 'group') throw new Error(call.phase);
  return { ...call, voices: { heard, speaker: null } };
}

const laidOut = (call: Group, stage = DESKTOP, choice: Partial<typeof FIRST_CHOICE> = {}) =>
  groupLayout(call, { ...FIRST_CHOICE, order: orderAfter([], call, capacity(stage)), ...choice }, stage);

test.each([
  [{ width: 390, height: 844 }, 8],
  [{ width: 640, height: 700 }, 6],
  [{ width: 900, height: 700 }, 9],
  [{ width: 1280, height: 800 }, 12],
  [{ width: 844, height: 390 }, 6],
])('%o has %i tiles a page', (size, expected) => {
  expect(capacity({ ...size, taken: 0 })).toBe(expected);
});

test('who does not fit is on the next page', () => {
  const phone = { width: 390, height: 844, taken: 0 };
  const first = laidOut(group(8), phone);
  expect([first.pages, first.places.size, first.places.has('p8')]).toEqual([2, 8, false]);
  expect([...laidOut(group(8), phone, { page: 1 }).places.keys()]).toEqual(['p8']);
  expect(laidOut(group(3), phone, { page: 1 }).page).toBe(0);
});

test('a panel beside the stage moves the tiles aside', () => {
  const { places } = laidOut(group(4), { ...DESKTOP, taken: 360 });
  expect(Math.max(...[...places.values()].map(({ x, w }) => x + w))).toBeLessThanOrEqual(904);
});

test('the light is on who is pinned, else on who speaks', () => {
  const call = { ...group(7), voices: { heard: {}, speaker: 'p3' } };
  expect(laidOut(call, DESKTOP, { form: 'spotlight' }).main).toBe('p3');
  const pinned = laidOut(call, DESKTOP, { form: 'spotlight', pinned: 'p5' });
  expect([pinned.main, pinned.places.size]).toEqual(['p5', 5]);
  expect(pinned.more?.people.map(({ userId }) => userId)).toEqual(['p4', 'p6', 'p7']);
});

test('the order changes for one who speaks on another page only, and he takes the longest silent’s place', () => {
  const quiet = group(4, { p1: { is: 'silent', since: 9 }, p2: { is: 'silent', since: 5 } });
  const order = orderAfter([], quiet, 3);
  expect(order).toEqual(['me', 'p1', 'p2', 'p3', 'p4']);
  expect(orderAfter(order, quiet, 3)).toBe(order);
  const heard = { ...quiet.voices.heard, p4: { is: 'holds', since: 20 } as const };
  expect(orderAfter(order, { ...quiet, voices: { heard, speaker: 'p4' } }, 3)).toEqual([
    'me',
    'p1',
    'p4',
    'p3',
    'p2',
  ]);
});

test('minimised, one tile fills the window: who is pinned, else who speaks', () => {
  const call = { ...group(4), voices: { heard: {}, speaker: 'p3' } };
  const choice = { ...FIRST_CHOICE, order: orderAfter([], call, 12) };
  const box = { w: 320, h: 200 };
  expect([...floatLayout(call, choice, box).places]).toEqual([['p3', { x: 0, y: 0, ...box }]]);
  expect(floatLayout(call, { ...choice, pinned: 'p1' }, box).main).toBe('p1');
  expect(floatLayout({ ...call, media: 'audio' }, choice, box).places.size).toBe(0);
});
