import { describe, expect, it } from 'vitest';
import { group, QUIET } from './testing/group.js';
import { Harness } from './testing/harness.js';

describe('joining and taking over', () => {
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
    a.hangup();
    e.hangup();
    a.call(['B'], { groupId: 'g', roomId: 12, strRoomId: 'room', publish: QUIET });
    expect(enter('g', 0, 'room')).toMatchObject({ ok: false, code: 101004 });
    expect(enter('g', 12, 'another')).toMatchObject({ ok: true });
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
});
