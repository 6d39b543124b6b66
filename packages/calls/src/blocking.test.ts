import { Code } from '@ringback/protocol';
import { describe, expect, it } from 'vitest';
import { liveCalls } from './queries/live-calls.js';
import { Harness, type TestDevice } from './testing/harness.js';
import type { AppPolicy } from './world.js';

/** A calls; B has blocked A. C and D have not. */
function setUp(policy: Partial<AppPolicy> = {}) {
  const h = new Harness(policy);
  const devices = ['A', 'B', 'C', 'D'].map((userId) => h.login(userId));
  const [a, b, c, d] = devices as [TestDevice, TestDevice, TestDevice, TestDevice];
  h.relations.block('B', 'A');
  const quiet = () => expect(b.told).toEqual([]);
  return { h, a, b, c, d, quiet };
}

describe('a call of two', () => {
  it('blocked: tell: the caller gets 20007, and nothing happens', () => {
    const { h, a, quiet } = setUp();
    expect(a.call('B')).toMatchObject({ ok: false, code: Code.BLOCKED });
    expect(h.calls.size).toBe(0);
    expect(h.facts).toEqual([]);
    expect(h.user('A')?.usage).toBeUndefined();
    quiet();
  });

  it('blocked: tell: also in the name of a group, where nobody else is called', () => {
    const { h, a, quiet } = setUp();
    expect(a.call('B', { groupId: 'g' })).toMatchObject({ ok: false, code: Code.BLOCKED });
    expect(h.calls.size).toBe(0);
    quiet();
  });

  it('blocked: tell: also while B is busy, who does not hear of it', () => {
    const { a, b, c, quiet } = setUp();
    c.call('B');
    b.accept();
    void b.told;
    expect(a.call('B')).toMatchObject({ ok: false, code: Code.BLOCKED });
    quiet();
  });

  it('blocked: silent: it rings for A alone, then NO_RESP, as if B were offline', () => {
    const { h, a, quiet } = setUp({ blocked: 'silent' });
    expect(a.call('B', { timeout: 20 })).toMatchObject({ ok: true, result: { state: 'ringing' } });
    h.pass(19);
    expect(a.told).toEqual([]);
    h.pass(1);
    expect(a.told).toEqual(['NO_RESP{A, [B]}', 'CANCEL{3}']);
    expect(h.records).toMatchObject([{ reason: 3, unheard: ['B'], parts: [{ userId: 'B', reason: 3 }, {}] }]);
    expect(h.records[0]?.parts[0]).not.toHaveProperty('unheard');
    expect(h.facts).toContainEqual(expect.objectContaining({ kind: 'started', unheard: ['B'] }));
    quiet();
  });

  it('blocked: silent: a busy B gives no LINE_BUSY and hears of nothing', () => {
    const { a, b, c, quiet } = setUp({ blocked: 'silent' });
    c.call('B');
    b.accept();
    void b.told;
    a.call('B');
    expect(a.told).toEqual([]);
    quiet();
  });

  it('blocked: silent: B is not busy by it, for calls of his own and of others', () => {
    const { a, b, c, d } = setUp({ blocked: 'silent' });
    a.call('B');
    expect(c.call('B')).toMatchObject({ ok: true });
    expect(b.told).toEqual(['RECEIVED{C, [B]}']);
    b.reject();
    expect(b.call('D')).toMatchObject({ ok: true });
    d.accept();
    expect(a.told).toEqual([]);
    a.hangup();
    expect(a.told).toEqual(['CANCEL{6}']);
    expect(b.told.slice(0, 3)).toEqual(['CANCEL{2}', 'USER_ACCEPT{D}', 'ON_CALL_BEGIN']);
  });

  it('blocked: silent: two whom he has blocked call at once', () => {
    const { h, a, c, quiet } = setUp({ blocked: 'silent' });
    h.relations.block('B', 'C');
    a.call('B', { timeout: 10 });
    c.call('B', { timeout: 20 });
    h.pass(30);
    expect(a.told).toEqual(['NO_RESP{A, [B]}', 'CANCEL{3}']);
    expect(c.told).toEqual(['NO_RESP{C, [B]}', 'CANCEL{3}']);
    quiet();
  });

  it('blocked: silent: devices that log in or come back do not ring, and cannot answer or say that they ring', () => {
    const { h, a, b, quiet } = setUp({ blocked: 'silent' });
    a.call('B');
    const later = h.login('B');
    b.lose();
    b.resume({ restores: true });
    expect(later.told).toEqual([]);
    expect(b.accept(undefined, a.callId)).toMatchObject({ ok: false, code: Code.WRONG_STATE });
    b.reject(a.callId);
    b.hangup(a.callId);
    b.send({ op: 'alerted', callId: a.callId });
    expect(a.told).toEqual([]);
    quiet();
  });

  it('blocked: silent: an unheard ring counts as unanswered for the caller (G-20)', () => {
    const { h, a } = setUp({ blocked: 'silent' });
    for (let ring = 0; ring < 3; ring += 1) {
      a.call('B', { timeout: 5 });
      h.pass(5);
    }
    expect(a.call('B')).toMatchObject({ ok: false, code: Code.TOO_MANY });
  });

  it('blocked: silent: S1-15 B calls A meanwhile: they meet as any two would', () => {
    const { a, b } = setUp({ blocked: 'silent' });
    a.call('B');
    expect(b.call('A')).toMatchObject({
      ok: true,
      result: { state: 'accepted', call: { callId: a.callId } },
    });
    expect(a.told).toEqual(['USER_ACCEPT{B}', 'ON_CALL_BEGIN', 'USER_ENTER{B}', 'AVAILABLE{B, audio true}']);
    expect(b.told).toEqual(['ON_CALL_BEGIN', 'USER_ENTER{A}', 'AVAILABLE{A, audio true}']);
  });

  it('whoever has blocked somebody may call him', () => {
    const { a, b } = setUp();
    expect(b.call('A')).toMatchObject({ ok: true });
    expect(a.told).toEqual(['RECEIVED{B, [A]}']);
  });

  it('blocking and its end change no call that runs', () => {
    const { h, a, c, d } = setUp({ blocked: 'silent' });
    a.call('C');
    h.relations.block('C', 'A');
    expect(c.accept()).toMatchObject({ ok: true });
    c.hangup();
    d.call('C');
    h.relations.unblock('C', 'A');
    void [c.told, a.told];
    h.relations.unblock('B', 'A');
    a.call('B');
    expect(h.callOf('B')).toBeDefined();
  });
});

describe('calls with others', () => {
  it.each(['tell', 'silent'] as const)('blocked: %s: B is rung for everybody but himself', (blocked) => {
    const { h, a, c, quiet } = setUp({ blocked });
    expect(a.call(['B', 'C'], { timeout: 20 })).toMatchObject({ ok: true });
    expect(c.told).toEqual(['RECEIVED{A, [B,C]}']);
    c.accept();
    expect(a.told).toContain('LIST{[A,C],[B]}');
    expect(c.told).toContain('LIST{[A,C],[B]}');
    h.pass(20);
    expect(a.told).toEqual(['NO_RESP{A, [B]}', 'LIST{[A,C],[]}']);
    expect(c.told).toEqual(['NO_RESP{A, [B]}', 'LIST{[A,C],[]}']);
    quiet();
  });

  it('S2-14 an invitation too, and S2-19 its end', () => {
    const { h, a, c, quiet } = setUp();
    a.call('C');
    c.accept();
    void [a.told, c.told];
    a.send({ op: 'invite', callId: a.callId, userIds: ['B'], timeout: 30, userData: '' });
    expect(c.told).toEqual(['ON_USER_INVITING{B}', 'LIST{[A,C],[B]}']);
    expect(h.facts.at(-1)).toMatchObject({ userId: 'B', action: 'unheard' });
    c.send({ op: 'cancelInvite', callId: a.callId, userIds: ['B'] });
    expect(a.told).toEqual(['ON_USER_INVITING{B}', 'LIST{[A,C],[B]}', 'USER_LEAVE{B}', 'LIST{[A,C],[]}']);
    quiet();
  });

  it('somebody else may invite B into a call with A: he is asked, and sees who is there', () => {
    const { a, b, c } = setUp();
    a.call('C');
    c.accept();
    c.send({ op: 'invite', callId: a.callId, userIds: ['B'], timeout: 30, userData: '' });
    expect(b.told).toEqual(['RECEIVED{C, [A,B]}']);
  });

  it('S2-10 whoever is left alone waits for B, as for anybody who rings', () => {
    const { h, a, c, quiet } = setUp();
    a.call(['B', 'C'], { timeout: 20 });
    c.accept();
    void c.told;
    a.hangup();
    expect(c.told).toEqual(['USER_LEAVE{A}', 'LIST{[C],[B]}']);
    h.pass(20);
    expect(c.told).toEqual(['NO_RESP{A, [B]}', 'CALLING_END{B, 3}']);
    quiet();
  });

  it('S2-16 B joins by himself: for the others he has answered, his other devices never rang', () => {
    const { h, a, b, c } = setUp();
    a.call(['B', 'C']);
    c.accept();
    void [a.told, c.told];
    const second = h.login('B');
    const publish = { audio: true, video: false };
    expect(b.send({ op: 'join', callId: a.callId, publish })).toMatchObject({ ok: true });
    expect(second.told).toEqual([]);
    expect(c.told.slice(0, 3)).toEqual(['USER_ACCEPT{B}', 'USER_ENTER{B}', 'LIST{[A,B,C],[]}']);
    expect(b.told.slice(0, 1)).toEqual(['ON_CALL_BEGIN']);
  });

  it('S2-16 B is in another call: he cannot join, and stays there', () => {
    const { h, a, b, c, d } = setUp();
    a.call(['B', 'C']);
    c.accept();
    d.call('B');
    b.accept();
    const publish = { audio: true, video: false };
    const refused = b.send({ op: 'join', callId: a.callId, publish });
    expect(refused).toMatchObject({ ok: false, code: Code.WRONG_STATE });
    expect(h.callOf('B')?.callId).toBe(d.callId);
  });

  it('live calls: for the others B rings; for himself he has no part in it', () => {
    const { h, a, c } = setUp();
    a.call(['B', 'C'], { groupId: 'g' });
    c.accept();
    const seenBy = (userId: string, by: { callId?: string; groupId?: string }) =>
      liveCalls(h, { userId, ...by }).map(({ users }) => users.map((one) => `${one.userId} ${one.state}`));
    expect(seenBy('C', { callId: a.callId })).toEqual([['A in', 'B ringing', 'C in']]);
    expect(seenBy('B', {})).toEqual([]);
    h.relations.group('g', 'A', 'B', 'C');
    expect(seenBy('B', { groupId: 'g' })).toEqual([['A in', 'C in']]);
    const two = setUp({ blocked: 'silent' });
    two.a.call('B');
    expect(liveCalls(two.h, { userId: 'B', callId: two.a.callId })).toEqual([]);
  });

  it('G-16 an invitation that is withdrawn takes B back unheard', () => {
    const { a, c, quiet } = setUp();
    a.call('C');
    c.accept();
    void c.told;
    const invite = { op: 'invite', callId: a.callId, userIds: ['B'], timeout: 30, userData: '' } as const;
    a.send(invite, 'invitation');
    a.send({ op: 'withdraw', commandId: 'invitation' });
    expect(c.told.slice(-2)).toEqual(['USER_LEAVE{B}', 'LIST{[A,C],[]}']);
    quiet();
  });

  it('G-21 somebody else invites B while he rings unheard: dropped, as one who rings, so that nobody learns of the block', () => {
    const { a, c, quiet } = setUp();
    a.call(['B', 'C']);
    c.accept();
    void c.told;
    c.send({ op: 'invite', callId: a.callId, userIds: ['B'], timeout: 30, userData: '' });
    expect(c.told).toEqual([]);
    quiet();
  });
});
