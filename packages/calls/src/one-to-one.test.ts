import { Code } from '@ringback/protocol';
import { describe, expect, it } from 'vitest';
import type { Decision } from './decision.js';
import { Harness, type TestDevice } from './testing/harness.js';

const code = (decision: Decision) => (decision.ok ? Code.OK : decision.code);

function pair(policy?: ConstructorParameters<typeof Harness>[0]): {
  h: Harness;
  a: TestDevice;
  b: TestDevice;
} {
  const h = new Harness(policy);
  return { h, a: h.login('A', 'A1'), b: h.login('B', 'B1') };
}

function talking() {
  const all = pair();
  all.a.call('B');
  all.b.accept();
  void all.a.told;
  void all.b.told;
  return all;
}

describe('one-to-one', () => {
  it('S1-01 A calls, B idle: call resolves with the ids, B gets RECEIVED', () => {
    const { a, b } = pair();
    const decision = a.call('B', { userData: 'hello', type: 1 }, 'this call');
    expect(decision).toMatchObject({
      ok: true,
      result: {
        state: 'ringing',
        call: { roomId: 4711, strRoomId: '', type: 1, groupId: '', isGroup: false },
      },
    });
    expect(a.told).toEqual([]);
    expect(b.toldRaw).toEqual([
      {
        e: 'received',
        call: expect.objectContaining({ callId: a.callId, type: 1 }),
        sponsor: 'A',
        userIds: ['B'],
        userData: 'hello',
        timeout: 30,
        until: 1_030_000,
        ring: 'this call',
      },
    ]);
  });

  it('S1-01 a room that the app chose is kept and told: a number names it, else the text', () => {
    const { a, b, h } = pair();
    a.call('B', { roomId: 12, strRoomId: 'lobby' });
    expect(h.call(a.callId)).toMatchObject({ roomId: 12, strRoomId: 'lobby' });
    expect(b.toldRaw.at(-1)).toMatchObject({ e: 'received', call: { roomId: 12, strRoomId: 'lobby' } });
    a.hangup();
    a.call('B', { roomId: 0, strRoomId: 'lobby' });
    expect(h.call(a.callId)).toMatchObject({ roomId: 0, strRoomId: 'lobby' });
  });

  it('S1-02 B accepts', () => {
    const { a, b } = pair();
    a.call('B', { publish: { audio: true, video: true } });
    void b.told;
    expect(code(b.accept({ audio: true, video: false }))).toBe(0);
    expect(a.told).toEqual(['USER_ACCEPT{B}', 'ON_CALL_BEGIN', 'USER_ENTER{B}', 'AVAILABLE{B, audio true}']);
    expect(b.told).toEqual(['ON_CALL_BEGIN', 'USER_ENTER{A}', 'AVAILABLE{A, audio true, video true}']);
    b.send({ op: 'publish', callId: b.current, publish: { audio: true, video: true } });
    expect(a.told).toEqual(['AVAILABLE{B, video true}']);
  });

  it('S1-03 A cancels while it rings', () => {
    const { a, b, h } = pair();
    a.call('B');
    void b.told;
    a.hangup();
    expect(a.told).toEqual(['CANCEL{6}']);
    expect(b.told).toEqual(['CANCEL{6}']);
    expect(h.records).toMatchObject([{ caller: 'A', begunAt: null, reason: 6, endedBy: 'A', totalTime: 0 }]);
  });

  it('S1-04 B rejects', () => {
    const { a, b, h } = pair();
    a.call('B');
    void b.told;
    b.reject();
    expect(a.told).toEqual(['REJECT{B}', 'CANCEL{2}']);
    expect(b.told).toEqual(['CANCEL{2}']);
    expect(h.records[0]?.parts).toMatchObject([
      { userId: 'B', role: 'invitee', reason: 2, enteredAt: null },
      { userId: 'A', role: 'inviter', reason: 2 },
    ]);
  });

  it('S1-05 B does not answer in time', () => {
    const { a, b, h } = pair();
    a.call('B', { timeout: 20 });
    void b.told;
    h.pass(19.999);
    expect(a.told).toEqual([]);
    h.pass(0.001);
    expect(a.told).toEqual(['NO_RESP{A, [B]}', 'CANCEL{3}']);
    expect(b.told).toEqual(['CANCEL{3}']);
  });

  it('S1-06 B is offline: rings out, or rings for the rest when he logs in inside the window', () => {
    const { a, b, h } = pair();
    b.send({ op: 'logout' });
    a.call('B');
    h.pass(10);
    const late = h.login('B', 'B2');
    expect(late.told).toEqual(['RECEIVED{A, [B]}']);
    h.pass(20);
    expect(a.told).toEqual(['NO_RESP{A, [B]}', 'CANCEL{3}']);
    expect(late.told).toEqual(['CANCEL{3}']);
  });

  it('S1-07 callee is busy: his running call is untouched, and only its device hears of it', () => {
    const { a, b, h } = talking();
    const second = h.login('B', 'B2');
    const c = h.login('C');
    expect(c.call('B')).toMatchObject({ ok: true, result: { state: 'ringing' } });
    expect(c.told).toEqual(['LINE_BUSY{B}', 'CANCEL{5}']);
    expect(b.toldRaw).toEqual([
      { e: 'missed', call: expect.objectContaining({ callId: c.callId }), reason: 5 },
    ]);
    expect(second.told).toEqual([]);
    expect(a.told).toEqual([]);
    expect(h.callOf('B')?.callId).toBe(a.callId);
  });

  it('S1-07 callee rings for another call: every device that rings hears of it', () => {
    const { a, b, h } = pair();
    const second = h.login('B', 'B2');
    a.call('B');
    void b.told;
    void second.told;
    const c = h.login('C');
    c.call('B');
    expect(c.told).toEqual(['LINE_BUSY{B}', 'CANCEL{5}']);
    expect([b.told, second.told]).toEqual([['ON_CALL_CANCELED{5}'], ['ON_CALL_CANCELED{5}']]);
  });

  it('S1-08 B is unknown: 8021 naming him, and nothing else', () => {
    const { a, h } = pair();
    const decision = a.call('nobody');
    expect(decision).toMatchObject({ ok: false, code: 8021, message: expect.stringContaining('nobody') });
    expect([h.calls.size, h.records.length, a.told]).toEqual([0, 0, []]);
  });

  it('S1-09 A calls himself', () => {
    const { a, h } = pair();
    expect(code(a.call('A'))).toBe(-1202);
    expect(h.calls.size).toBe(0);
  });

  it.each([['A'], ['B']])('S1-10 S1-11 %s hangs up', (who) => {
    const { a, b, h } = talking();
    h.pass(61.7);
    const [quits, stays] = who === 'A' ? [a, b] : [b, a];
    quits.hangup();
    const end = expect.objectContaining({ e: 'ended', userId: who, reason: 1, totalTime: 61 });
    expect(quits.toldRaw).toEqual([end]);
    expect(stays.toldRaw).toEqual([expect.objectContaining({ e: 'userLeave', userId: who }), end]);
    expect(h.records).toMatchObject([{ reason: 1, endedBy: who, totalTime: 61 }]);
  });

  it('S1-12 B has two devices and one accepts', () => {
    const { a, b, h } = pair();
    const other = h.login('B', 'kitchen');
    a.call('B');
    void b.told;
    void other.told;
    b.accept();
    expect(b.told).toEqual(['ON_CALL_BEGIN', 'USER_ENTER{A}', 'AVAILABLE{A, audio true}']);
    expect(other.told).toEqual(['CANCEL{7, B1}']);
  });

  it('S1-13 … and one rejects', () => {
    const { a, b, h } = pair();
    const other = h.login('B', 'kitchen');
    a.call('B');
    void b.told;
    void other.told;
    other.reject();
    expect(a.told).toEqual(['REJECT{B}', 'CANCEL{2}']);
    expect(other.told).toEqual(['CANCEL{2}']);
    expect(b.told).toEqual(['CANCEL{8, kitchen}']);
  });

  it('S1-14 both devices accept: exactly one wins', () => {
    const { a, b, h } = pair();
    const other = h.login('B', 'kitchen');
    a.call('B');
    void [b.told, other.told];
    expect(code(b.accept())).toBe(0);
    expect(code(other.accept())).toBe(-1203);
    expect(other.told).toEqual(['CANCEL{7, B1}']);
    expect(a.told).toEqual(['USER_ACCEPT{B}', 'ON_CALL_BEGIN', 'USER_ENTER{B}', 'AVAILABLE{B, audio true}']);
  });

  it('S1-16 accept and cancel cross: the first to be committed wins', () => {
    const first = pair();
    first.a.call('B');
    first.a.hangup();
    expect(code(first.b.accept(undefined, first.a.callId))).toBe(-1203);
    const second = pair();
    second.a.call('B');
    second.b.accept();
    void second.a.told;
    expect(code(second.a.hangup())).toBe(0);
    expect(second.a.told).toEqual(['CALLING_END{A, 1}']);
  });

  it('S1-19 a device is kicked out by another login: talking', () => {
    const { a, b, h } = pair({ devices: 1 });
    a.call('B');
    b.accept();
    void [a.told, b.told];
    const next = h.login('B', 'B2');
    expect(b.told).toEqual(['CALLING_END{B, 1}', 'KICKED_OUT']);
    expect(a.told).toEqual(['USER_LEAVE{B}', 'CALLING_END{B, 1}']);
    expect(next.told).toEqual([]);
    expect(h.user('B')?.devices.map((device) => device.id)).toEqual([next.id]);
  });

  it('S1-19 … calling', () => {
    const { a, b, h } = pair({ devices: 1 });
    a.call('B');
    void b.told;
    h.login('A', 'A2');
    expect(a.told).toEqual(['CANCEL{4}', 'KICKED_OUT']);
    expect(b.told).toEqual(['CANCEL{4}']);
  });

  it('S1-19 … ringing: the ring goes on for his later device', () => {
    const { a, b, h } = pair({ devices: 1 });
    a.call('B');
    void b.told;
    const next = h.login('B', 'B2');
    expect(b.told).toEqual(['CANCEL{4}', 'KICKED_OUT']);
    expect(next.told).toEqual(['RECEIVED{A, [B]}']);
    expect(code(next.accept())).toBe(0);
  });

  it('S1-20 video to audio, by either who is in', () => {
    const { a, b } = pair();
    a.call('B', { publish: { audio: true, video: true } });
    b.accept();
    void [a.told, b.told];
    expect(code(b.send({ op: 'switchType', callId: a.callId, type: 1 }))).toBe(0);
    expect(a.told).toEqual(['CALL_TYPE_CHANGED{2,1}']);
    expect(b.told).toEqual(['CALL_TYPE_CHANGED{2,1}', 'AVAILABLE{A, video false}']);
    expect(code(a.send({ op: 'switchType', callId: a.callId, type: 1 }))).toBe(-1204);
  });

  it('S1-20 the caller also while it rings, a ringing callee not', () => {
    const { a, b } = pair();
    a.call('B');
    void b.told;
    expect(code(b.send({ op: 'switchType', callId: a.callId, type: 1 }))).toBe(-1203);
    expect(code(a.send({ op: 'switchType', callId: a.callId, type: 1 }))).toBe(0);
    expect([a.told, b.told]).toEqual([['CALL_TYPE_CHANGED{2,1}'], ['CALL_TYPE_CHANGED{2,1}']]);
    b.accept();
    expect(a.told).toEqual(['USER_ACCEPT{B}', 'ON_CALL_BEGIN', 'USER_ENTER{B}', 'AVAILABLE{B, audio true}']);
  });

  it('S1-21 audio to video: nobody’s camera opens by itself', () => {
    const { a, b } = pair();
    a.call('B', { type: 1 });
    b.accept();
    void [a.told, b.told];
    a.send({ op: 'switchType', callId: a.callId, type: 2 });
    expect([a.told, b.told]).toEqual([['CALL_TYPE_CHANGED{1,2}'], ['CALL_TYPE_CHANGED{1,2}']]);
  });

  it('S1-22 the server ends the call', () => {
    const connected = talking();
    connected.h.endCall(connected.a.callId);
    expect([connected.a.told, connected.b.told]).toEqual([['CALLING_END{, 9}'], ['CALLING_END{, 9}']]);
    const ringing = pair();
    ringing.a.call('B');
    void ringing.b.told;
    ringing.h.endCall(ringing.a.callId);
    expect([ringing.a.told, ringing.b.told]).toEqual([['CANCEL{9}'], ['CANCEL{9}']]);
    expect(ringing.h.records).toMatchObject([{ reason: 9, endedBy: '' }]);
  });

  it('S1-23 hangup by a ringing callee is reject', () => {
    const { a, b } = pair();
    a.call('B');
    void b.told;
    b.hangup();
    expect(a.told).toEqual(['REJECT{B}', 'CANCEL{2}']);
    expect(b.told).toEqual(['CANCEL{2}']);
  });

  it('S1-26 ON_USER_RINGING once for each callee and ring', () => {
    const { a, b, h } = pair();
    const other = h.login('B');
    a.call('B');
    b.send({ op: 'alerted', callId: a.callId });
    other.send({ op: 'alerted', callId: a.callId });
    expect(a.told).toEqual(['ON_USER_RINGING{B}']);
    a.hangup();
    void a.told;
    a.call('B');
    b.send({ op: 'alerted', callId: a.callId });
    expect(a.told).toEqual(['ON_USER_RINGING{B}']);
  });

  it('S1-29 a call while its user is in or rings for another, without glare', () => {
    const { a, b, h } = pair();
    h.login('C');
    a.call('B');
    const other = h.login('A', 'A2');
    expect(code(other.call('C'))).toBe(-1203);
    expect(code(b.call('C'))).toBe(-1203);
    expect(h.calls.size).toBe(1);
  });

  it('S1-32 logout during a call is hangup, without events on the engine that left', () => {
    const { a, b } = talking();
    b.send({ op: 'logout' });
    expect(b.told).toEqual([]);
    expect(a.told).toEqual(['USER_LEAVE{B}', 'CALLING_END{B, 1}']);
  });

  it('S1-32 logout of a caller cancels, of one ringing device leaves the ring to the others', () => {
    const { a, b, h } = pair();
    const other = h.login('B', 'B2');
    a.call('B');
    void [b.told, other.told];
    b.send({ op: 'logout' });
    expect([a.told, b.told, other.told]).toEqual([[], [], []]);
    a.send({ op: 'logout' });
    expect([a.told, other.told]).toEqual([[], ['CANCEL{6}']]);
  });
});
