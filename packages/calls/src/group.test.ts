import { describe, expect, it } from 'vitest';
import { group } from './testing/group.js';
import { Harness, type TestDevice } from './testing/harness.js';

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

  it('S2-17 a device of one in a group is lost, kicked or logged out: the call goes on for the others', () => {
    const { h, A, B, C } = group(['B', 'C']);
    B.lose();
    h.pass(20);
    expect(A.told).toEqual(['ON_USER_LINK_CHANGED{B, false}', 'USER_LEAVE{B}', 'LIST{[A,C],[]}']);
    void C.told;
    C.send({ op: 'logout' });
    expect(A.told).toEqual(['USER_LEAVE{C}', 'CALLING_END{C, 1}']);
  });

  it('S2-17 kicked out of a group: the others see him leave, he the end and then KICKED_OUT', () => {
    const { h, A, B, C } = group(['B', 'C'], undefined, { devices: 1 });
    h.login('B', 'B2');
    expect(B.told).toEqual(['CALLING_END{B, 1}', 'KICKED_OUT']);
    expect([A.told, C.told]).toEqual([
      ['USER_LEAVE{B}', 'LIST{[A,C],[]}'],
      ['USER_LEAVE{B}', 'LIST{[A,C],[]}'],
    ]);
  });

  it('S2-17 a page that was loaded anew takes a group call up again, or leaves it to the others', () => {
    const { A, B, C } = group(['B', 'C']);
    for (const device of [B, C]) device.lose();
    B.resume({ restores: true });
    expect(B.told).toEqual([
      'ON_CALL_RESTORED{[A,B,C],[]}',
      'ON_CALL_BEGIN',
      'USER_ENTER{A}',
      'USER_ENTER{C}',
      'LIST{[A,B,C],[]}',
    ]);
    expect(A.told).toEqual([]);
    C.resume({ restores: false });
    expect([A.told, C.told]).toEqual([['USER_LEAVE{C}', 'LIST{[A,B],[]}'], []]);
  });

  it('S2-17 the server ends a group call for all, also for those who ring', () => {
    const { h, A, B, C } = group(['B']);
    h.endCall(A.callId);
    expect([A.told, B.told, C.told]).toEqual([['CALLING_END{, 9}'], ['CALLING_END{, 9}'], ['CANCEL{9}']]);
  });

  it('S2-17 the last one in is lost: whoever rings gets CANCEL{4}', () => {
    const { h, A, B, C } = group(['B']);
    B.hangup();
    void C.told;
    A.lose();
    h.pass(20);
    expect(C.told.at(-1)).toBe('CANCEL{4}');
  });

  it('G-14 availability follows LIST, and whoever comes later learns it', () => {
    const { A, B, C } = group(['B']);
    B.send({ op: 'publish', callId: A.callId, publish: { audio: true, video: true } });
    expect([A.told, C.told]).toEqual([['AVAILABLE{B, audio true, video true}'], []]);
    C.accept({ audio: true, video: false });
    expect(A.told).toEqual([
      'USER_ACCEPT{C}',
      'USER_ENTER{C}',
      'LIST{[A,B,C],[]}',
      'AVAILABLE{C, audio true}',
    ]);
    expect(C.told.slice(-2)).toEqual(['LIST{[A,B,C],[]}', 'AVAILABLE{B, audio true, video true}']);
  });
});
