import { describe, expect, it } from 'vitest';
import { Harness, NO_LIMITS, type TestDevice } from './testing/harness.js';
import type { Limits } from './world.js';

const DAY_S = 24 * 60 * 60;

/** A server on which only these limits hold. */
const limitedBy = (limits: Partial<Limits>): Harness => new Harness({ limits: { ...NO_LIMITS, ...limits } });

const tooMany = (seconds: number) => ({
  ok: false,
  code: -1408,
  message: `too many calls, try again in ${seconds} s`,
});

/** B declines: such a ring was answered. */
function callAndReject(a: TestDevice, b: TestDevice): void {
  expect(a.call(b.userId)).toMatchObject({ ok: true });
  b.reject();
}

function callAndCancel(a: TestDevice, callee: string): void {
  expect(a.call(callee)).toMatchObject({ ok: true });
  a.hangup();
}

describe('calls a minute', () => {
  it('G-20 the eleventh call in a minute is refused, says for how long, and rings nobody', () => {
    const h = new Harness();
    const [a, b] = [h.login('A'), h.login('B')];
    for (let placed = 0; placed < 10; placed += 1) {
      callAndReject(a, b);
      h.pass(1);
    }
    void [a.told, b.told];
    const before = structuredClone([h.users, h.records]);
    expect(a.call('B')).toEqual(tooMany(50));
    expect([a.told, b.told]).toEqual([[], []]);
    expect([h.users, h.records]).toEqual(before);
  });

  it('G-20 the time that is named is right: a moment before it is too early, and then it works', () => {
    const h = limitedBy({ callsPerMinute: 1 });
    const [a, b] = [h.login('A'), h.login('B')];
    callAndReject(a, b);
    h.pass(0.3);
    expect(a.call('B')).toEqual(tooMany(60));
    h.pass(59.6);
    expect(a.call('B')).toEqual(tooMany(1));
    h.pass(0.1);
    expect(a.call('B')).toMatchObject({ ok: true });
  });

  it('G-20 they count for the user, whichever of his devices calls, and for nobody else', () => {
    const h = limitedBy({ callsPerMinute: 1 });
    const [a, b, a2] = [h.login('A'), h.login('B'), h.login('A', 'A2')];
    callAndReject(a, b);
    expect(a2.call('B')).toEqual(tooMany(60));
    callAndReject(b, a);
  });

  it('G-20 calls that were refused do not count', () => {
    const h = limitedBy({ callsPerMinute: 2 });
    const [a, b] = [h.login('A'), h.login('B')];
    for (let tried = 0; tried < 5; tried += 1) expect(a.call('ghost')).toMatchObject({ code: 8021 });
    callAndReject(a, b);
    h.pass(30);
    callAndReject(a, b);
    for (let tried = 0; tried < 5; tried += 1) expect(a.call('B')).toEqual(tooMany(30));
    h.pass(30);
    callAndReject(a, b);
  });

  it('G-20 a call that becomes the answer to an earlier one is none (S1-15)', () => {
    const h = limitedBy({ callsPerMinute: 1, unansweredPerPairIn5Min: 1 });
    const [a, b] = [h.login('A'), h.login('B')];
    callAndReject(b, a);
    a.call('B');
    expect(b.call('A')).toMatchObject({ ok: true, result: { state: 'accepted' } });
  });

  it('G-20 a clock that is set back does not lock anybody out', () => {
    const h = limitedBy({ callsPerMinute: 1 });
    const [a, b] = [h.login('A'), h.login('B')];
    callAndReject(a, b);
    h.now -= DAY_S * 1_000;
    callAndReject(a, b);
  });
});

describe('unanswered rings of a pair', () => {
  it('G-20 three that were cancelled or timed out in 5 minutes: the fourth call is refused', () => {
    const h = new Harness();
    const a = h.login('A');
    h.login('B');
    callAndCancel(a, 'B');
    h.pass(60);
    a.call('B', { timeout: 30 });
    h.pass(30);
    a.call('B', { timeout: 10 });
    h.pass(10);
    expect(a.call('B')).toEqual(tooMany(200));
    h.pass(200);
    expect(a.call('B')).toMatchObject({ ok: true });
  });

  it('G-20 rings that were declined, answered or found somebody busy do not count', () => {
    const h = limitedBy({ unansweredPerPairIn5Min: 1 });
    const [a, b, c] = [h.login('A'), h.login('B'), h.login('C')];
    callAndReject(a, b);
    a.call('B');
    b.accept();
    a.hangup();
    c.call('B');
    expect(a.call('B')).toMatchObject({ ok: true });
    expect(a.told.at(-1)).toBe('CANCEL{5}');
    c.hangup();
    expect(a.call('B')).toMatchObject({ ok: true });
  });

  it('G-20 they count in one direction: who was rung may call back', () => {
    const h = limitedBy({ unansweredPerPairIn5Min: 1 });
    const [a, b] = [h.login('A'), h.login('B')];
    h.login('C');
    callAndCancel(a, 'B');
    expect(a.call('B')).toEqual(tooMany(300));
    callAndCancel(a, 'C');
    expect(b.call('A')).toMatchObject({ ok: true });
  });

  it('G-20 logging out, going away or taking the command back is no way around them', () => {
    const ways: ((a: TestDevice) => void)[] = [
      (a) => a.send({ op: 'logout' }),
      (a) => a.lose({ leaving: true }),
      (a) => a.send({ op: 'withdraw', commandId: 'the-call' }),
    ];
    for (const stop of ways) {
      const h = limitedBy({ unansweredPerPairIn5Min: 1 });
      const a = h.login('A');
      h.login('B');
      a.call('B', {}, 'the-call');
      stop(a);
      h.pass(5);
      expect(h.calls.size).toBe(0);
      expect(h.login('A').call('B')).toMatchObject({ ok: false, code: -1408 });
    }
  });

  it('G-20 one pair that may not ring refuses the whole group call and the whole invitation', () => {
    const h = limitedBy({ unansweredPerPairIn5Min: 1 });
    const [a, c] = [h.login('A'), h.login('C')];
    h.login('B');
    callAndCancel(a, 'B');
    void c.told;
    expect(a.call(['C', 'B'])).toEqual(tooMany(300));
    expect(c.told).toEqual([]);
    a.call('C');
    c.accept();
    const invitation = { op: 'invite', callId: a.callId, userIds: ['B'], timeout: 30, userData: '' } as const;
    expect(a.send(invitation)).toEqual(tooMany(300));
    expect(c.send(invitation)).toMatchObject({ ok: true });
  });

  it('G-20 an invitation that is taken back counts for who had invited, not for who takes it back', () => {
    const h = limitedBy({ unansweredPerPairIn5Min: 1 });
    const [a, c] = [h.login('A'), h.login('C')];
    h.login('B');
    a.call(['B', 'C']);
    c.accept();
    c.send({ op: 'cancelInvite', callId: a.callId, userIds: ['B'] });
    const invitation = { op: 'invite', callId: a.callId, userIds: ['B'], timeout: 30, userData: '' } as const;
    expect(a.send(invitation)).toEqual(tooMany(300));
    expect(c.send(invitation)).toMatchObject({ ok: true });
  });

  it('G-20 of several limits the one that lasts longest is named', () => {
    const h = limitedBy({ callsPerMinute: 1, unansweredPerPairIn5Min: 1 });
    const a = h.login('A');
    h.login('B');
    callAndCancel(a, 'B');
    expect(a.call('B')).toEqual(tooMany(300));
  });
});

describe('invitations a minute', () => {
  const invite = (by: TestDevice, userIds: readonly string[]) =>
    by.send({ op: 'invite', callId: by.callId, userIds, timeout: 30, userData: '' });

  function inCall(invitesPerMinute: number): { h: Harness; a: TestDevice; rest: string[] } {
    const h = limitedBy({ invitesPerMinute });
    const [a, b] = [h.login('A'), h.login('B')];
    const rest = ['C', 'D', 'E', 'F'].map((userId) => h.login(userId).userId);
    a.call('B');
    b.accept();
    return { h, a, rest };
  }

  it('G-20 each of the invited counts; beyond the limit nobody rings', () => {
    const { h, a } = inCall(3);
    expect(invite(a, ['C', 'D'])).toMatchObject({ ok: true });
    h.pass(10);
    expect(invite(a, ['E', 'F'])).toEqual(tooMany(50));
    expect(h.callOf('E')).toBeUndefined();
    expect(invite(a, ['E'])).toMatchObject({ ok: true });
    expect(invite(a, ['F'])).toEqual(tooMany(50));
    h.pass(50);
    expect(invite(a, ['F'])).toMatchObject({ ok: true });
  });

  it('G-20 who rings or is in already is not counted', () => {
    const { a } = inCall(2);
    invite(a, ['C']);
    for (let tried = 0; tried < 5; tried += 1) {
      expect(invite(a, ['B', 'C'])).toMatchObject({ ok: true });
    }
    expect(invite(a, ['D'])).toMatchObject({ ok: true });
  });

  it('G-20 more at once than the limit goes through when nothing else counts, and fills it', () => {
    const { h, a, rest } = inCall(2);
    invite(a, ['C']);
    a.send({ op: 'cancelInvite', callId: a.callId, userIds: ['C'] });
    expect(invite(a, rest)).toEqual(tooMany(60));
    h.pass(60);
    expect(invite(a, rest)).toMatchObject({ ok: true });
    a.send({ op: 'cancelInvite', callId: a.callId, userIds: rest });
    expect(invite(a, ['C'])).toEqual(tooMany(60));
  });
});

describe('what is remembered', () => {
  it('G-20 0 is no limit, and leaves nothing behind', () => {
    const h = limitedBy({});
    const a = h.login('A');
    h.login('B');
    for (let placed = 0; placed < 50; placed += 1) callAndCancel(a, 'B');
    expect(h.user('A')).not.toHaveProperty('usage');
  });

  it('G-20 what no longer counts goes with the next write of the user', () => {
    const h = new Harness();
    const a = h.login('A');
    h.login('B');
    callAndCancel(a, 'B');
    expect(h.user('A')?.usage).toMatchObject({ calls: [h.now], unanswered: [{ userId: 'B', at: h.now }] });
    h.pass(60);
    a.lose();
    expect(h.user('A')?.usage).toMatchObject({ calls: [], unanswered: [{ userId: 'B' }] });
    a.resume();
    h.pass(240);
    a.lose();
    expect(h.user('A')).not.toHaveProperty('usage');
  });

  it('G-20 it outlives the devices, a new login finds it, and then it is forgotten without one', () => {
    const h = limitedBy({ callsPerMinute: 1 });
    const [a, b] = [h.login('A'), h.login('B')];
    callAndReject(a, b);
    a.send({ op: 'logout' });
    h.pass(20);
    const again = h.login('A');
    expect(again.call('B')).toEqual(tooMany(40));
    again.send({ op: 'logout' });
    h.pass(41);
    expect(h.user('A')).toEqual({ id: 'A', devices: [] });
    expect(h.nextWake()).toBeUndefined();
  });

  it('G-20 what is remembered of unanswered rings is bounded: the oldest go', () => {
    const h = limitedBy({ unansweredPerPairIn5Min: 1 });
    const a = h.login('A');
    const others = Array.from({ length: 300 }, (_, index) => h.login(`u${index}`).userId);
    for (const other of others) callAndCancel(a, other);
    expect(h.user('A')?.usage?.unanswered).toHaveLength(256);
    expect(a.call('u299')).toMatchObject({ code: -1408 });
  });
});

describe('a call in which people come and go for ever', () => {
  it('stays small: beyond 25 stays for each place its record has the newest', () => {
    const h = new Harness({ maxMembers: 4, limits: NO_LIMITS });
    const [a, b, c] = [h.login('A'), h.login('B'), h.login('C')];
    a.call(['B', 'C']);
    b.accept();
    c.reject();
    const { callId } = a;
    for (let stay = 0; stay < 150; stay += 1) {
      expect(c.send({ op: 'join', callId, publish: { audio: true, video: false } })).toMatchObject({
        ok: true,
      });
      h.pass(1);
      c.hangup(callId);
    }
    expect(h.call(callId)?.past).toHaveLength(100);
    a.hangup();
    const parts = h.records[0]?.parts ?? [];
    expect(parts).toHaveLength(100);
    expect(parts.slice(-2).map(({ userId }) => userId)).toEqual(['A', 'B']);
    expect(parts.at(0)?.talkTime).toBe(1);
  });
});
