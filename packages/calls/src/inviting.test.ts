import { describe, expect, it } from 'vitest';
import { group } from './testing/group.js';
import { Harness } from './testing/harness.js';

describe('inviting into a call, and taking it back', () => {
  it('S2-14 inviteUser by anyone who is in', () => {
    const { A, B, C, D, invite } = group(['B']);
    invite(B, ['D']);
    expect(A.told).toEqual(['ON_USER_INVITING{D}', 'LIST{[A,B],[C,D]}']);
    expect(B.told).toEqual(['ON_USER_INVITING{D}', 'LIST{[A,B],[C,D]}']);
    expect(C.told).toEqual([]);
    expect(D.toldRaw).toMatchObject([
      { e: 'received', sponsor: 'B', userData: 'come', userIds: ['A', 'C', 'D'] },
    ]);
    expect(invite(C, ['E'])).toMatchObject({ ok: false, code: 101004 });
  });

  it('S2-15 inviteUser in a one-to-one call makes it a group call', () => {
    const h = new Harness();
    const [a, b, c] = [h.login('A'), h.login('B'), h.login('C')];
    a.call('B');
    b.accept();
    void [a.told, b.told];
    a.send({ op: 'invite', callId: a.callId, userIds: ['C'], timeout: 30, userData: '' });
    expect(b.told).toEqual(['ON_USER_INVITING{C}', 'LIST{[A,B],[C]}']);
    expect(c.toldRaw).toMatchObject([{ call: { isGroup: true } }]);
  });

  it('S2-18 join of a full call: 101005; too many invitations: −1202 before anybody rings', () => {
    const { A, D, E, join, invite } = group(['B'], undefined, { maxMembers: 3 });
    expect(join(E)).toMatchObject({ ok: false, code: 101005 });
    expect(invite(A, ['D'])).toMatchObject({ ok: false, code: -1202 });
    expect(D.told).toEqual([]);
  });

  it('S2-19 cancelInvite by anyone who is in', () => {
    const { A, B, C, cancel } = group(['B']);
    cancel(B, ['C']);
    expect([A.told, B.told, C.told]).toEqual([
      ['USER_LEAVE{C}', 'LIST{[A,B],[]}'],
      ['USER_LEAVE{C}', 'LIST{[A,B],[]}'],
      ['CANCEL{6}'],
    ]);
    expect(cancel(B, ['C'])).toMatchObject({ ok: true });
    expect([A.told, C.told]).toEqual([[], []]);
  });

  it('S2-19 one in and nobody ringing any more: the end, by whoever cancelled', () => {
    const { A, B, cancel } = group(['B']);
    A.hangup();
    void B.told;
    cancel(B, ['C']);
    expect(B.told).toEqual(['USER_LEAVE{C}', 'CALLING_END{B, 6}']);
    const before = group();
    before.cancel(before.A, ['B']);
    expect(before.C.told).toEqual(['USER_LEAVE{B}']);
    before.cancel(before.A, ['C']);
    expect(before.A.told).toEqual(['USER_LEAVE{B}', 'USER_LEAVE{C}', 'CANCEL{6}']);
  });

  it('G-21 who rejected, left or timed out may be rung again', () => {
    const { A, B, C, invite } = group(['B']);
    C.reject();
    void [A.told, B.told, C.told];
    invite(A, ['C']);
    expect(C.told).toEqual(['RECEIVED{A, [B,C]}']);
    expect(invite(A, ['C', 'B'])).toMatchObject({ ok: true });
    expect(C.told).toEqual([]);
  });

  it('S2-14 its own window and data count; who rings cannot invite', () => {
    const { h, A, B, D, invite } = group(['B']);
    h.pass(20);
    invite(B, ['D'], 5);
    expect(D.toldRaw).toMatchObject([{ sponsor: 'B', timeout: 5, userData: 'come' }]);
    void A.told;
    h.pass(5);
    expect(A.told).toEqual(['NO_RESP{B, [D]}', 'LIST{[A,B],[C]}']);
  });

  it('S2-14 what a push is to show goes with the facts of those who are rung', () => {
    const { h, A, B } = group(['B']);
    const push = { title: 'Standup', description: 'B is waiting' };
    B.send({ op: 'invite', callId: A.callId, userIds: ['D'], timeout: 30, userData: '', push });
    expect(h.facts.at(-1)).toMatchObject({ kind: 'member', action: 'invited', userId: 'D', push });
    h.login('X').call('E', { push });
    expect(h.facts.at(-1)).toMatchObject({ kind: 'started', push });
    expect(JSON.stringify([...h.calls.values()])).not.toContain('Standup');
  });

  it('S2-15 also while the call of two still rings: no LIST before it begins, the answer makes it one of three', () => {
    const h = new Harness();
    const [a, b, c] = [h.login('A'), h.login('B'), h.login('C')];
    a.call('B', { publish: { audio: false, video: false } });
    void b.told;
    a.send({ op: 'invite', callId: a.callId, userIds: ['C'], timeout: 30, userData: '' });
    expect([a.told, b.told, c.told]).toEqual([['ON_USER_INVITING{C}'], [], ['RECEIVED{A, [B,C]}']]);
    b.accept();
    expect(b.told).toContain('LIST{[A,B],[C]}');
  });

  it('G-13 an invitation makes a call of two a group call, and it stays one', () => {
    const h = new Harness();
    const [a, b] = [h.login('A'), h.login('B')];
    const c = h.login('C');
    a.call('B');
    b.accept();
    const { callId } = a;
    expect(a.send({ op: 'switchType', callId, type: 1 })).toMatchObject({ ok: true });
    a.send({ op: 'invite', callId, userIds: ['C'], timeout: 30, userData: '' });
    c.reject();
    expect(a.send({ op: 'switchType', callId, type: 2 })).toMatchObject({ ok: false, code: -1205 });
    b.hangup();
    expect(h.records.at(-1)).toMatchObject({ callId, isGroup: true });
  });

  it('G-21 a busy user: LINE_BUSY alone, and the invitation resolves', () => {
    const { h, A, B, C, invite } = group(['B']);
    const [x, y] = [h.login('X'), h.login('Y')];
    x.call('Y');
    void y.told;
    expect(invite(B, ['Y'])).toMatchObject({ ok: true });
    expect([A.told, B.told, C.told]).toEqual([['LINE_BUSY{Y}'], ['LINE_BUSY{Y}'], ['LINE_BUSY{Y}']]);
    expect(y.told).toEqual(['ON_CALL_CANCELED{5}']);
  });

  it('G-21 invited together with oneself or with somebody unknown: refused, and nobody rings', () => {
    const { B, D, invite } = group(['B']);
    expect(invite(B, ['D', 'B'])).toMatchObject({ ok: false, code: -1202 });
    expect(invite(B, ['D', 'ghost'])).toMatchObject({
      ok: false,
      code: 8021,
      message: expect.stringContaining('ghost'),
    });
    expect(D.told).toEqual([]);
  });

  it('G-08 on a call that has ended: inviteUser, cancelInvite and join are refused with 101004', () => {
    const { A, B, E, invite, cancel, join } = group(['B']);
    A.hangup();
    B.hangup();
    for (const refused of [invite(A, ['D']), cancel(A, ['C']), join(E)]) {
      expect(refused).toMatchObject({ ok: false, code: 101004 });
    }
  });

  it('G-16 a reject, and a hangup of one who rings or was in, that come late leave a later ring of the same call alone', () => {
    const { A, B, C, invite, cancel } = group(['B']);
    const first = C.ringOf(A.callId);
    cancel(A, ['C']);
    invite(B, ['C']);
    void [A.told, C.told];
    for (const late of [C.reject(A.callId, first), C.hangup(A.callId, first)]) {
      expect(late).toMatchObject({ ok: true });
    }
    expect(C.send({ op: 'hangup', callId: A.callId })).toMatchObject({ ok: true });
    expect([A.told, C.told]).toEqual([[], []]);
    C.reject();
    expect(A.told).toEqual(['REJECT{C}', 'LIST{[A,B],[]}']);
  });

  it('G-16 an accept that comes late answers no later ring of the same call', () => {
    const { A, B, C, invite, cancel } = group(['B']);
    const { callId } = A;
    const first = C.ringOf(callId);
    cancel(A, ['C']);
    invite(B, ['C']);
    const publish = { audio: true, video: false };
    const late = C.send({ op: 'accept', callId, ring: first, publish });
    expect(late).toMatchObject({ ok: false, code: -1203 });
    expect(C.send({ op: 'accept', callId, ring: C.ringOf(callId), publish })).toMatchObject({ ok: true });
  });

  it('S2-14 whoever placed the call, left it and is invited again is an invitee', () => {
    const h = new Harness();
    const [a, b, c] = [h.login('A'), h.login('B'), h.login('C')];
    a.call(['B', 'C']);
    b.accept();
    c.accept();
    a.hangup();
    b.send({ op: 'invite', callId: b.callId, userIds: ['A'], timeout: 30, userData: '' });
    void a.told;
    a.accept();
    expect(a.toldRaw).toMatchObject([{ e: 'begin', role: 'invitee' }, {}, {}, {}, {}, {}]);
    a.hangup();
    b.hangup();
    expect(h.records[0]?.parts.filter(({ userId }) => userId === 'A').map(({ role }) => role)).toEqual([
      'inviter',
      'invitee',
    ]);
  });
});
