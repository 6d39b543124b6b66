import { describe, expect, test } from 'vitest';
import { type Call, IDLE, lossOf, type Talking } from './call.js';
import type { PathQuality } from './live.js';
import { stranger } from './person.js';
import { reduceCall } from './reduce-call.js';

const bob = stranger('bob');
const GRACE_MS = 20_000;
const quality = (level: number): PathQuality => ({ level, upLoss: 0, downLoss: 0, delay: 0 });
const play = (...actions: Parameters<typeof reduceCall>[1][]): Call =>
  actions.reduce((call, action) => reduceCall(call, action, GRACE_MS), IDLE as Call);

const dial = { type: 'dial', person: bob, media: 'video', at: 1_000 } as const;
const begun = { type: 'begun', callId: 'c1', media: 'video', at: 5_000 } as const;

function talking(...actions: Parameters<typeof reduceCall>[1][]): Talking {
  const call = play(dial, begun, ...actions);
  if (call.phase !== 'talking') throw new Error(call.phase);
  return call;
}

test('what was muted before the call begins stays muted in it', () => {
  const toggle = { on: false, pending: false, trouble: null };
  const call = play(dial, { type: 'own', device: 'mic', toggle }, begun);
  expect(call).toMatchObject({
    phase: 'talking',
    since: 5_000,
    own: { mic: { on: false }, cam: { on: true } },
  });
});

test('S1-15 a glare that becomes an audio call closes the own camera', () => {
  const call = play(dial, { ...begun, media: 'audio' });
  expect(call).toMatchObject({ media: 'audio', own: { cam: { on: false } } });
});

test('a ring does not disturb a call that is being placed', () => {
  const call = play(dial, {
    type: 'received',
    callId: 'c2',
    person: stranger('eve'),
    group: null,
    groupId: '',
    media: 'audio',
    ring: null,
  });
  expect(call).toMatchObject({ phase: 'outgoing', person: bob });
});

test('late events of a call that is over change nothing', () => {
  const over = play(dial, { type: 'over' });
  expect(reduceCall(over, { type: 'peerRings', person: bob }, GRACE_MS)).toBe(over);
  expect(reduceCall(over, { type: 'failed', outcome: { why: 'busy' } }, GRACE_MS)).toBe(over);
});

test('a call may be placed, or ring, over the end screen of the last one', () => {
  const ended = play(dial, { type: 'failed', outcome: { why: 'busy' } });
  expect(reduceCall(ended, dial, GRACE_MS).phase).toBe('outgoing');
  const ring = {
    type: 'received',
    callId: 'c2',
    person: bob,
    group: null,
    groupId: '',
    media: 'audio',
    ring: null,
  } as const;
  expect(reduceCall(ended, ring, GRACE_MS).phase).toBe('incoming');
});

describe('weak connection', () => {
  const at = (time: number, level: number) =>
    ({ type: 'quality', own: quality(level), peers: {}, at: time }) as const;

  test('is said after 3 s at 4 or worse', () => {
    expect(talking(at(6_000, 4), at(8_000, 5)).weakness.shown).toBe(false);
    expect(talking(at(6_000, 4), at(8_000, 5), at(9_000, 4)).weakness.shown).toBe(true);
  });

  test('is unsaid after 5 s at 3 or better', () => {
    const shown = [at(6_000, 4), at(9_000, 4)] as const;
    expect(talking(...shown, at(10_000, 1), at(14_000, 1)).weakness.shown).toBe(true);
    expect(talking(...shown, at(10_000, 1), at(15_000, 1)).weakness.shown).toBe(false);
  });

  test('dismissed, it is not said again before the path was strong for a while', () => {
    const dismissed = [at(6_000, 4), at(9_000, 4), { type: 'weakDismissed' }] as const;
    expect(talking(...dismissed, at(20_000, 5)).weakness.shown).toBe(false);
    const again = [at(21_000, 1), at(26_000, 1), at(27_000, 4), at(30_000, 4)] as const;
    expect(talking(...dismissed, ...again).weakness.shown).toBe(true);
  });
});

describe('S1-27 a lost link', () => {
  const lost = { type: 'peerLink', userId: 'bob', reachable: false, at: 10_000 } as const;

  test('the other side’s is told 3 s late, so the call stays open for the rest of the grace time', () => {
    expect(talking(lost).peer.lost).toEqual({ until: 10_000 + GRACE_MS - 3_000 });
    expect(talking(lost, { ...lost, reachable: true }).peer.lost).toBeNull();
  });

  test('pictures that still flow are not hidden', () => {
    const shows = { type: 'peerPublishes', userId: 'bob', what: 'video', on: true } as const;
    const measured = (level: number) =>
      ({ type: 'quality', own: quality(level), peers: {}, at: 9_000 }) as const;
    expect(lossOf(talking(shows, measured(1)))).toBeNull();
    expect(lossOf(talking(shows, measured(1), lost))).toMatchObject({ whose: 'peer', flows: true });
    expect(lossOf(talking(shows, measured(6), lost))).toMatchObject({ flows: false });
    expect(lossOf(talking(measured(1), lost))).toMatchObject({ flows: false });
  });
});

test('S1-28 a restored call has nothing open', () => {
  const call = play({
    type: 'restored',
    callId: 'c1',
    self: stranger('alice'),
    person: bob,
    others: [],
    groupId: '',
    media: 'video',
    dialling: false,
    since: 3_000,
  });
  expect(call).toMatchObject({
    phase: 'talking',
    since: 3_000,
    own: { mic: { on: false }, cam: { on: false } },
  });
});
