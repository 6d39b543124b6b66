import { describe, expect, it } from 'vitest';
import { Harness, type TestDevice } from './testing/harness.js';

const QUIET = { audio: false, video: false };

/** A calls B and C; who is named in `inside` answers without publishing anything. */
function group(inside: string[] = [], users = ['A', 'B', 'C', 'D', 'E'], policy = {}) {
  const h = new Harness(policy);
  const all = Object.fromEntries(users.map((userId) => [userId, h.login(userId, `${userId}1`)])) as Record<
    'A' | 'B' | 'C' | 'D' | 'E',
    TestDevice
  >;
  all.A.call(['B', 'C'], { publish: QUIET });
  for (const userId of inside) all[userId as 'B'].accept(QUIET);
  for (const device of Object.values(all)) void device.told;
  const join = (device: TestDevice, replaces?: string, callId = all.A.callId) =>
    device.send({ op: 'join', callId, publish: QUIET, ...(replaces && { replaces }) });
  const invite = (device: TestDevice, userIds: string[], timeout = 30) =>
    device.send({ op: 'invite', callId: all.A.callId, userIds, timeout, userData: 'come' });
  const cancel = (device: TestDevice, userIds: string[]) =>
    device.send({ op: 'cancelInvite', callId: all.A.callId, userIds });
  return { h, ...all, join, invite, cancel };
}

describe('group calls', () => {
  it('S2-04 C rejects: everyone else hears, LIST to those who are in', () => {
    const { A, B, C } = group(['B']);
    C.reject();
    expect([A.told, B.told, C.told]).toEqual([
      ['REJECT{C}', 'LIST{[A,B],[]}'],
      ['REJECT{C}', 'LIST{[A,B],[]}'],
      ['CANCEL{2}'],
    ]);
  });

  it('S2-05 C is busy: everyone else hears', () => {
    const h = new Harness();
    const [a, b, c] = [h.login('A'), h.login('B'), h.login('C')];
    const d = h.login('D');
    c.call('D');
    d.accept();
    void [c.told, d.told];
    a.call(['B', 'C']);
    expect(a.told).toEqual(['LINE_BUSY{C}']);
    expect(b.told).toEqual(['RECEIVED{A, [B]}', 'LINE_BUSY{C}']);
    expect(c.told).toEqual(['ON_CALL_CANCELED{5}']);
  });

  it('S2-06 C times out while B is in', () => {
    const { h, A, B, C } = group(['B']);
    h.pass(30);
    expect([A.told, B.told, C.told]).toEqual([
      ['NO_RESP{A, [C]}', 'LIST{[A,B],[]}'],
      ['NO_RESP{A, [C]}', 'LIST{[A,B],[]}'],
      ['CANCEL{3}'],
    ]);
  });

  it('S2-07 nobody answers; those whom different people invited come in separate events', () => {
    const { h, A, B, C } = group();
    h.pass(30);
    expect([A.told, B.told, C.told]).toEqual([
      ['NO_RESP{A, [B,C]}', 'CANCEL{3}'],
      ['CANCEL{3}'],
      ['CANCEL{3}'],
    ]);
    const other = group(['B']);
    other.invite(other.B, ['D'], 30);
    void [other.A.told, other.B.told];
    other.h.pass(30);
    expect(other.A.told).toEqual(['NO_RESP{A, [C]}', 'NO_RESP{B, [D]}', 'LIST{[A,B],[]}']);
  });

  it('S2-08 everybody rejects, is busy, or mixed: the reason of the last', () => {
    const { A, B, C } = group();
    B.reject();
    C.reject();
    expect(A.told).toEqual(['REJECT{B}', 'REJECT{C}', 'CANCEL{2}']);
    const h = new Harness();
    const [a, b, c, d, e] = ['A', 'B', 'C', 'D', 'E'].map((id) => h.login(id)) as [
      TestDevice,
      TestDevice,
      TestDevice,
      TestDevice,
      TestDevice,
    ];
    b.call('D');
    c.call('E');
    void [d.told, e.told];
    a.call(['B', 'C']);
    expect(a.told).toEqual(['LINE_BUSY{B}', 'LINE_BUSY{C}', 'CANCEL{5}']);
  });

  it('S2-09 A cancels while all ring', () => {
    const { A, B, C } = group();
    A.hangup();
    expect([A.told, B.told, C.told]).toEqual([['CANCEL{6}'], ['CANCEL{6}'], ['CANCEL{6}']]);
  });

  it('S2-10 A leaves after B is in: C keeps ringing; S2-10b then B leaves too', () => {
    const { A, B, C } = group(['B']);
    A.hangup();
    expect([A.told, B.told, C.told]).toEqual([
      ['CALLING_END{A, 1}'],
      ['USER_LEAVE{A}', 'LIST{[B],[C]}'],
      ['USER_LEAVE{A}'],
    ]);
    B.hangup();
    expect([B.told, C.told]).toEqual([['CALLING_END{B, 1}'], ['USER_LEAVE{B}', 'CANCEL{6}']]);
  });

  it('S2-11 S2-10, and C rejects or times out', () => {
    const first = group(['B']);
    first.A.hangup();
    void first.B.told;
    first.C.reject();
    expect(first.B.told).toEqual(['REJECT{C}', 'CALLING_END{C, 2}']);
    const second = group(['B']);
    second.A.hangup();
    void second.B.told;
    second.h.pass(30);
    expect(second.B.told).toEqual(['NO_RESP{A, [C]}', 'CALLING_END{C, 3}']);
  });

  it('S2-12 one leaves and two remain; S2-13 then one remains', () => {
    const { A, B, C } = group(['B', 'C']);
    B.hangup();
    expect([A.told, B.told, C.told]).toEqual([
      ['USER_LEAVE{B}', 'LIST{[A,C],[]}'],
      ['CALLING_END{B, 1}'],
      ['USER_LEAVE{B}', 'LIST{[A,C],[]}'],
    ]);
    C.hangup();
    expect([A.told, C.told]).toEqual([['USER_LEAVE{C}', 'CALLING_END{C, 1}'], ['CALLING_END{C, 1}']]);
  });

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

  it('S2-16 join: the others see USER_ENTER and LIST, those who ring nothing', () => {
    const { A, B, C, E, join } = group(['B']);
    expect(join(E)).toMatchObject({ ok: true, result: { call: { isGroup: true } } });
    expect(E.told).toEqual(['ON_CALL_BEGIN', 'USER_ENTER{A}', 'USER_ENTER{B}', 'LIST{[A,B,E],[C]}']);
    expect([A.told, B.told, C.told]).toEqual([
      ['USER_ENTER{E}', 'LIST{[A,B,E],[C]}'],
      ['USER_ENTER{E}', 'LIST{[A,B,E],[C]}'],
      [],
    ]);
  });

  it('S2-16 while only the caller is in, joining begins the call', () => {
    const { A, E, join } = group();
    join(E);
    expect(A.told).toEqual(['ON_CALL_BEGIN', 'USER_ENTER{E}', 'LIST{[A,E],[B,C]}']);
    expect(E.told).toEqual(['ON_CALL_BEGIN', 'USER_ENTER{A}', 'LIST{[A,E],[B,C]}']);
  });

  it('S2-16 by another device of a user who rings there: as accept', () => {
    const { h, A, B, join } = group();
    const other = h.login('B', 'B2');
    void other.told;
    join(other);
    expect(A.told[0]).toBe('USER_ACCEPT{B}');
    expect(B.told).toEqual(['CANCEL{7, B2}']);
  });

  it('S2-16 unknown, ended or not allowed: 101004 without a hint', () => {
    const { h, join } = group();
    const [x, y, z] = [h.login('X'), h.login('Y'), h.login('Z')];
    x.call('Y');
    void y.told;
    expect(join(z, undefined, x.callId)).toEqual(join(z, undefined, 'no-such-call'));
    expect(join(z, undefined, x.callId)).toMatchObject({ ok: false, code: 101004 });
  });

  it('S2-16 joinInGroupCall: group and room must both be right', () => {
    const h = new Harness();
    const [a, b, e] = [h.login('A'), h.login('B'), h.login('E')];
    a.call(['B'], { groupId: 'g', roomId: 12, publish: QUIET });
    void b.told;
    const enter = (groupId: string, roomId: number, strRoomId = '') =>
      e.send({ op: 'joinGroup', groupId, roomId, strRoomId, publish: QUIET });
    expect(enter('g', 13)).toMatchObject({ ok: false, code: 101004 });
    expect(enter('other', 12)).toEqual(enter('g', 0));
    expect(enter('g', 12)).toMatchObject({ ok: true, result: { role: 'invitee', state: 'in' } });
    expect(a.told).toEqual(['ON_CALL_BEGIN', 'USER_ENTER{E}', 'LIST{[A,E],[B]}']);
    a.hangup();
    e.hangup();
    a.call(['B'], { groupId: 'g', strRoomId: 'room', publish: QUIET });
    expect(enter('g', 0, 'room')).toMatchObject({ ok: true });
  });

  it('S2-16 joinInGroupCall by one who rings there is accept, and does not take a call over', () => {
    const h = new Harness();
    const [a, b] = [h.login('A'), h.login('B')];
    const other = h.login('B', 'B2');
    a.call(['B'], { groupId: 'g', roomId: 12 });
    void [b.told, other.told];
    const enter = { op: 'joinGroup', groupId: 'g', roomId: 12, strRoomId: '', publish: QUIET } as const;
    expect(b.send(enter)).toMatchObject({ ok: true });
    expect(other.told).toEqual(['CANCEL{7, browser}']);
    expect(other.send(enter)).toMatchObject({ ok: false, code: -1203 });
  });

  it('S2-17 a device of one in a group is lost, kicked or logged out: the call goes on for the others', () => {
    const { h, A, B, C } = group(['B', 'C']);
    B.lose();
    h.pass(20);
    expect(A.told).toEqual(['ON_USER_LINK_CHANGED{B, false}', 'USER_LEAVE{B}', 'LIST{[A,C],[]}']);
    void C.told;
    C.send({ op: 'logout' });
    expect(A.told).toEqual(['USER_LEAVE{C}', 'CALLING_END{C, 1}']);
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

  it('S2-20 take-over by another device: nobody leaves or enters, talk time goes on', () => {
    const { h, A, B, C, join } = group(['B', 'C']);
    h.pass(10);
    const other = h.login('B', 'B2');
    expect(join(other, 'not-in-it')).toMatchObject({ ok: false, code: -1203 });
    B.lose();
    expect(join(other, B.id)).toMatchObject({ ok: true });
    expect(B.told).toEqual(['CALLING_END{B, 7, B2}']);
    expect(other.told).toEqual(['ON_CALL_BEGIN', 'USER_ENTER{A}', 'USER_ENTER{C}', 'LIST{[A,B,C],[]}']);
    expect([A.told, C.told]).toEqual([[], []]);
    h.pass(30);
    expect(A.told).toEqual([]);
    other.hangup();
    expect(other.toldRaw.at(-1)).toMatchObject({ e: 'ended', totalTime: 40 });
  });

  it('S2-20 take-over while it still rings: the old device gets CANCEL, the new one is the caller', () => {
    const { h, A, B, join } = group();
    const other = h.login('A', 'A2');
    expect(join(other, A.id)).toMatchObject({ ok: true, result: { role: 'inviter', state: 'ringing' } });
    expect([A.told, other.told, B.told]).toEqual([['CANCEL{7, A2}'], [], []]);
    B.accept(QUIET);
    expect(other.told).toEqual(['USER_ACCEPT{B}', 'ON_CALL_BEGIN', 'USER_ENTER{B}', 'LIST{[A,B],[C]}']);
  });

  it('S2-20 of a device that was told to be out of reach: the others hear that he is reachable again', () => {
    const { h, A, B, C, join } = group(['B', 'C']);
    B.lose();
    h.pass(4);
    void [A.told, C.told];
    join(h.login('B', 'B2'), B.id);
    expect(A.told).toEqual(['ON_USER_LINK_CHANGED{B, true}']);
    h.pass(30);
    expect(A.told).toEqual([]);
  });

  it('S2-20 two devices take over at the same moment: one wins, the other is refused', () => {
    const { h, B, join } = group(['B', 'C']);
    const [first, second] = [h.login('B', 'B2'), h.login('B', 'B3')];
    expect(join(first, B.id)).toMatchObject({ ok: true });
    expect(join(second, B.id)).toMatchObject({ ok: false, code: -1203 });
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
});
