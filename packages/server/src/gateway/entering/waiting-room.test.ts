import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../system/testing/virtual-clock.js';
import { type Outcome, type Place, WaitingRoom } from './waiting-room.js';

const AT_ONCE = 16;

/** A room, and what became of those who entered it. */
function room(perSecond: number) {
  const clock = new VirtualClock();
  const waitingRoom = new WaitingRoom(perSecond, clock);
  const outcomes: { who: string; at: number; outcome: Outcome }[] = [];
  const start = clock.now();
  const enter = (who: string, isUrgent = false): Place => {
    const place = waitingRoom.enter(isUrgent);
    void place.outcome.then((outcome) => outcomes.push({ who, at: clock.now() - start, outcome }));
    return place;
  };
  /** Logins that take no time. */
  const enterQuick = (who: string, isUrgent = false): Place => {
    const place = enter(who, isUrgent);
    void place.outcome.then(({ is }) => {
      if (is === 'admitted') place.done();
    });
    return place;
  };
  const of = (is: Outcome['is']) => outcomes.filter(({ outcome }) => outcome.is === is);
  return { clock, waitingRoom, enter, enterQuick, of, admitted: () => of('admitted').map(({ who }) => who) };
}

const names = (count: number, of = 'd'): string[] => Array.from({ length: count }, (_, n) => `${of}${n}`);

describe('the waiting room', () => {
  it('lets in at once while few come, and in order', async () => {
    const { admitted, clock, enterQuick } = room(100);
    for (const who of names(AT_ONCE)) enterQuick(who);
    await clock.advance(0);
    expect(admitted()).toEqual(names(AT_ONCE));
    expect(clock.pending).toBe(0);
  });

  it('lets in at its rate when many come', async () => {
    const { clock, enterQuick, of } = room(100);
    for (const who of names(300)) enterQuick(who);
    for (const second of [0, 1, 2]) {
      await clock.advance(second === 0 ? 0 : 1_000);
      expect(of('admitted')).toHaveLength(AT_ONCE + second * 100);
    }
    await clock.advance(1_000);
    expect(of('admitted')).toHaveLength(300);
    expect(clock.pending).toBe(0);
  });

  it('has no more than so many logins under way, however long they take', async () => {
    const { admitted, clock, enter, waitingRoom } = room(100);
    const places = names(40).map((who) => enter(who));
    await clock.advance(10_000);
    expect(admitted()).toHaveLength(AT_ONCE);
    expect(waitingRoom.waiting).toBe(24);
    expect(clock.pending).toBe(0);
    places[0]?.done();
    places[1]?.done();
    await clock.advance(0);
    expect(admitted()).toEqual(names(AT_ONCE + 2));
  });

  it('those for whom somebody waits go first', async () => {
    const { admitted, clock, enterQuick } = room(100);
    for (const who of names(50)) enterQuick(who);
    enterQuick('caller', true);
    await clock.advance(20);
    expect(admitted().slice(AT_ONCE)).toContain('caller');
    expect(admitted()).toHaveLength(AT_ONCE + 2);
  });

  it('is as large as what it lets in within 4 s; the others are told to come back at the same rate', async () => {
    const { clock, enterQuick, of, waitingRoom } = room(100);
    for (const who of names(AT_ONCE + 400 + 200)) enterQuick(who);
    await clock.advance(0);
    expect(waitingRoom.waiting).toBe(400);
    const hints = of('turnedAway').map(({ outcome }) => 'retryAfterMs' in outcome && outcome.retryAfterMs);
    expect(hints).toEqual(names(200).map((_, n) => 2_000 + (n + 1) * 10));
    await clock.advance(4_000);
    expect(of('admitted')).toHaveLength(AT_ONCE + 400);
  });

  it('in a full room whoever came last makes way for one for whom somebody waits', async () => {
    const { admitted, clock, enterQuick, of } = room(100);
    for (const who of names(AT_ONCE + 400)) enterQuick(who);
    enterQuick('caller', true);
    await clock.advance(50);
    expect(of('turnedAway')).toMatchObject([{ who: `d${AT_ONCE + 399}` }]);
    expect(admitted()).toContain('caller');
  });

  it('full of such, sends the last of them away for a short time', async () => {
    const { clock, enterQuick, of } = room(100);
    for (const who of names(AT_ONCE + 401)) enterQuick(who, true);
    await clock.advance(0);
    expect(of('turnedAway')).toMatchObject([{ outcome: { retryAfterMs: 2_000 } }]);
  });

  it('those who go first keep nobody out, however many they are: every fourth is one of the others', async () => {
    const { admitted, clock, enterQuick } = room(100);
    for (const who of names(AT_ONCE)) enterQuick(who);
    for (const who of names(300, 'urgent')) enterQuick(who, true);
    for (const who of names(50, 'other')) enterQuick(who);
    await clock.advance(1_000);
    const later = admitted().slice(AT_ONCE);
    expect(later).toHaveLength(100);
    expect(later.filter((who) => who.startsWith('other'))).toEqual(names(25, 'other'));
    expect(later.slice(0, 8).map((who) => who.slice(0, 1))).toEqual([...'uuuouuuo']);
  });

  it('in a room full of those who go first the others keep every fourth place', async () => {
    const { clock, enterQuick, of } = room(100);
    for (const who of names(AT_ONCE + 400, 'urgent')) enterQuick(who, true);
    for (const who of names(150, 'other')) enterQuick(who);
    await clock.advance(0);
    const away = of('turnedAway').map(({ who }) => who);
    expect(away.filter((who) => who.startsWith('urgent'))).toHaveLength(100);
    expect(away.filter((who) => who.startsWith('other'))).toEqual(names(150, 'other').slice(100));
  });

  it('whoever does not listen drives nobody’s return beyond a minute', async () => {
    const { clock, enterQuick, of } = room(100);
    for (const who of names(20_000)) enterQuick(who);
    await clock.advance(0);
    expect(of('turnedAway').at(-1)).toMatchObject({ outcome: { retryAfterMs: 60_000 } });
    await clock.advance(120_000);
    for (const who of names(AT_ONCE + 401)) enterQuick(who);
    await clock.advance(0);
    expect(of('turnedAway').at(-1)).toMatchObject({ outcome: { retryAfterMs: 2_010 } });
  });

  it('who leaves while he waits takes nobody’s turn', async () => {
    const { admitted, clock, enterQuick, of } = room(100);
    const places = names(40).map((who) => enterQuick(who));
    for (const place of places.slice(0, 38)) place.abandon();
    await clock.advance(10);
    expect(of('gone')).toHaveLength(38 - AT_ONCE);
    expect(admitted().slice(AT_ONCE)).toEqual(['d38']);
    await clock.advance(1_000);
    expect(admitted()).toHaveLength(AT_ONCE + 2);
    expect(clock.pending).toBe(0);
  });

  it.each([-3_600_000, 3_600_000])(
    'a clock that jumps by %i ms holds up nobody and lets in no crowd',
    async (jump) => {
      const { clock, enterQuick, of } = room(100);
      for (const who of names(200)) enterQuick(who);
      await clock.advance(500);
      clock.jump(jump);
      await clock.advance(500);
      expect(of('admitted').length).toBeLessThanOrEqual(2 * AT_ONCE + 100);
      await clock.advance(1_000);
      expect(of('admitted')).toHaveLength(200);
    },
  );

  it('without a limit everybody is let in at once', async () => {
    const { clock, enter, of } = room(0);
    for (const who of names(5_000)) enter(who);
    await clock.advance(0);
    expect(of('admitted')).toHaveLength(5_000);
  });
});
