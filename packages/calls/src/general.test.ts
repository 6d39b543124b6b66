import { describe, expect, it } from 'vitest';
import { decide } from './decide.js';
import { Harness } from './testing/harness.js';

describe('general rules', () => {
  it('G-01 a decision is a function of world, input and fresh values, and changes none of them', () => {
    const h = new Harness();
    const a = h.login('A');
    h.login('B');
    a.call('B');
    const frozen = structuredClone([h.users, h.calls]);
    const input = {
      from: 'device',
      userId: 'A',
      deviceId: a.id,
      linkId: a.linkId,
      commandId: 'c',
      command: { op: 'hangup', callId: a.callId },
    } as const;
    const fresh = { now: h.now, callId: 'n', roomId: 1 };
    expect(decide(h, input, fresh)).toEqual(decide(h, input, fresh));
    expect([h.users, h.calls]).toEqual(frozen);
  });

  it('G-02 CANCEL goes to each user about himself: the event names no other', () => {
    const h = new Harness();
    const a = h.login('A');
    const b = h.login('B');
    a.call('B');
    void b.told;
    b.reject();
    for (const device of [a, b]) {
      const canceled = device.toldRaw.find((event) => event.e === 'canceled');
      expect(canceled).toBeDefined();
      expect(canceled).not.toHaveProperty('userId');
    }
  });

  it('G-03 the specific event comes before the end that it causes', () => {
    const h = new Harness();
    const a = h.login('A');
    const b = h.login('B');
    a.call(['B']);
    b.accept();
    void a.told;
    b.hangup();
    expect(a.told).toEqual(['USER_LEAVE{B}', 'CALLING_END{B, 1}']);
  });

  it('G-06 the caller is in from the start; the call ends when one is in and nobody rings', () => {
    const h = new Harness();
    const [a, b, c] = [h.login('A'), h.login('B'), h.login('C')];
    a.call(['B', 'C']);
    b.accept();
    void [a.told, b.told, c.told];
    a.hangup();
    expect(h.calls.size).toBe(1);
    expect(c.told).toEqual(['USER_LEAVE{A}']);
    expect(b.told).toEqual(['USER_LEAVE{A}', 'LIST{[B],[C]}']);
    c.reject();
    expect(b.told).toEqual(['REJECT{C}', 'CALLING_END{C, 2}']);
    expect(h.calls.size).toBe(0);
  });

  it('G-06 nobody is in any more: whoever rings gets CANCEL 6, or 4 where the last one in was lost', () => {
    for (const [how, reason] of [
      ['hangup', 6],
      ['lose', 4],
    ] as const) {
      const h = new Harness();
      const [a, b, c] = [h.login('A'), h.login('B'), h.login('C')];
      a.call(['B', 'C'], { timeout: 60 });
      b.accept();
      a.hangup();
      void c.told;
      b[how]();
      h.pass(25);
      expect(c.told).toEqual(['USER_LEAVE{B}', `CANCEL{${reason}}`]);
    }
  });

  it('G-07 talk counts from the later of the second user’s and the own entry', () => {
    const h = new Harness();
    const [a, b, c] = [h.login('A'), h.login('B'), h.login('C')];
    a.call(['B', 'C'], { timeout: 60 });
    h.pass(10);
    b.accept();
    h.pass(20);
    c.accept();
    h.pass(5.9);
    a.hangup();
    c.hangup();
    expect(a.toldRaw.at(-1)).toMatchObject({ e: 'ended', totalTime: 25 });
    expect(c.toldRaw.at(-1)).toMatchObject({ e: 'ended', totalTime: 5 });
    expect(b.toldRaw.at(-1)).toMatchObject({ e: 'ended', totalTime: 25, userId: 'C', reason: 1 });
    expect(h.records[0]).toMatchObject({
      totalTime: 25,
      parts: [
        { userId: 'A', talkTime: 25 },
        { userId: 'C', talkTime: 5 },
        { userId: 'B', talkTime: 25 },
      ],
    });
  });

  it('G-08 repeats of accept, reject and hangup resolve and change nothing; on an ended call accept is refused', () => {
    const h = new Harness();
    const [a, b] = [h.login('A'), h.login('B')];
    a.call('B');
    b.accept();
    void [a.told, b.told];
    expect(b.accept()).toMatchObject({ ok: true });
    expect([a.told, b.told]).toEqual([[], []]);
    a.hangup();
    void [a.told, b.told];
    expect(a.hangup()).toMatchObject({ ok: true });
    expect(b.hangup(a.callId)).toMatchObject({ ok: true });
    expect(b.reject(a.callId)).toMatchObject({ ok: true });
    expect(b.accept(undefined, a.callId)).toMatchObject({ ok: false, code: -1203 });
    expect([a.told, b.told, h.records.length]).toEqual([[], [], 1]);
  });

  it('G-08 another user’s call id gives nothing away and changes nothing', () => {
    const h = new Harness();
    const [a, b, e] = [h.login('A'), h.login('B'), h.login('E')];
    a.call('B');
    void b.told;
    const ring = b.ringOf(a.callId);
    for (const op of ['reject', 'hangup', 'alerted'] as const) {
      expect(e.send({ op, callId: a.callId, ring })).toEqual(
        e.send({ op, callId: 'no-such-call-at-all', ring }),
      );
    }
    for (const callId of [a.callId, 'no-such-call-at-all']) {
      expect(e.accept(undefined, callId)).toMatchObject({ ok: false, code: -1203 });
      expect(e.send({ op: 'publish', callId, publish: { audio: true, video: true } })).toMatchObject({
        ok: false,
        code: -1203,
      });
      expect(e.send({ op: 'switchType', callId, type: 1 })).toMatchObject({ ok: false, code: -1203 });
    }
    expect([a.told, b.told, e.told]).toEqual([[], [], []]);
  });

  it.each([[-1], [601], [1.5], [Number.NaN], [Number.POSITIVE_INFINITY]])(
    'G-09 timeout %s is refused',
    (timeout) => {
      const h = new Harness();
      const a = h.login('A');
      h.login('B');
      expect(a.call('B', { timeout })).toMatchObject({ ok: false, code: -1202 });
      expect(h.calls.size).toBe(0);
    },
  );

  it('G-09 a longer ring than the app’s ringMax is cut to it, and says so', () => {
    const h = new Harness({ ringMax: 120 });
    const [a, b] = [h.login('A'), h.login('B')];
    a.call('B', { timeout: 600 });
    expect(b.toldRaw).toMatchObject([{ e: 'received', timeout: 120, until: h.now + 120_000 }]);
  });

  it('G-09 timeout 0 has no window of its own, but ends at the app’s ringMax', () => {
    const h = new Harness({ ringMax: 120 });
    const a = h.login('A');
    const b = h.login('B');
    a.call('B', { timeout: 0 });
    expect(b.toldRaw).toMatchObject([{ e: 'received', timeout: 0, until: 0 }]);
    h.pass(119);
    expect(h.calls.size).toBe(1);
    h.pass(1);
    expect(a.told).toEqual(['NO_RESP{A, [B]}', 'CANCEL{3}']);
  });

  it('G-12 a user is in at most one call, whichever of his devices it is', () => {
    const h = new Harness();
    const [a, b, c] = [h.login('A'), h.login('B'), h.login('C')];
    const a2 = h.login('A', 'A2');
    a.call('B');
    expect(a2.call('C')).toMatchObject({ ok: false, code: -1203 });
    c.call('A');
    expect(c.told).toEqual(['LINE_BUSY{A}', 'CANCEL{5}']);
    expect(a.told).toEqual(['ON_CALL_CANCELED{5}']);
    expect(a2.told).toEqual([]);
    expect(b.told).toHaveLength(1);
  });

  it('G-13 more than one callee or a group id make a group call, and it stays one', () => {
    const h = new Harness();
    const [a, b] = [h.login('A'), h.login('B')];
    h.login('C');
    a.call(['B', 'C']);
    b.accept();
    expect(b.told).toContain('LIST{[A,B],[C]}');
    expect(a.send({ op: 'switchType', callId: a.callId, type: 1 })).toMatchObject({ ok: false, code: -1205 });
    a.hangup();
    b.hangup();
    a.call('B', { groupId: 'g' });
    expect(h.callOf('A')?.isGroup).toBe(true);
  });

  it('G-14 LIST only to those who are in and after their begin, and not when the call ends at once', () => {
    const h = new Harness();
    const [a, b, c] = [h.login('A'), h.login('B'), h.login('C')];
    a.call(['B', 'C']);
    c.reject();
    expect(a.told).toEqual(['REJECT{C}']);
    expect(b.told).toEqual(['RECEIVED{A, [B,C]}', 'REJECT{C}']);
    b.accept();
    expect(a.told).toEqual([
      'USER_ACCEPT{B}',
      'ON_CALL_BEGIN',
      'USER_ENTER{B}',
      'LIST{[A,B],[]}',
      'AVAILABLE{B, audio true}',
    ]);
    b.hangup();
    expect(a.told).toEqual(['USER_LEAVE{B}', 'CALLING_END{B, 1}']);
  });

  it('G-14 those who time out at the same moment get no NO_RESP about each other', () => {
    const h = new Harness();
    const [a, b, c, d] = [h.login('A'), h.login('B'), h.login('C'), h.login('D')];
    a.call(['B', 'C', 'D']);
    d.accept();
    void [a.told, b.told, c.told, d.told];
    h.pass(30);
    expect(a.told).toEqual(['NO_RESP{A, [B,C]}', 'LIST{[A,D],[]}']);
    expect(d.told).toEqual(['NO_RESP{A, [B,C]}', 'LIST{[A,D],[]}']);
    expect([b.told, c.told]).toEqual([['CANCEL{3}'], ['CANCEL{3}']]);
  });

  it('G-21 duplicates are dropped; any unknown user refuses the whole call and nobody rings', () => {
    const h = new Harness();
    const a = h.login('A');
    const b = h.login('B');
    expect(a.call(['B', 'ghost'])).toMatchObject({ ok: false, code: 8021 });
    expect(b.told).toEqual([]);
    a.call(['B', 'B']);
    expect(h.callOf('A')).toMatchObject({ isGroup: false, members: [{ userId: 'A' }, { userId: 'B' }] });
  });

  it('S2-01 group ring, S2-02 B accepts, S2-03 then C', () => {
    const h = new Harness();
    const [a, b, c] = [h.login('A'), h.login('B'), h.login('C')];
    a.call(['B', 'C']);
    expect([b.told, c.told]).toEqual([['RECEIVED{A, [B,C]}'], ['RECEIVED{A, [B,C]}']]);
    b.accept({ audio: false, video: false });
    expect(a.told).toEqual(['USER_ACCEPT{B}', 'ON_CALL_BEGIN', 'USER_ENTER{B}', 'LIST{[A,B],[C]}']);
    expect(b.told).toEqual(['ON_CALL_BEGIN', 'USER_ENTER{A}', 'LIST{[A,B],[C]}', 'AVAILABLE{A, audio true}']);
    expect(c.told).toEqual(['USER_ACCEPT{B}']);
    c.accept({ audio: false, video: false });
    expect(a.told).toEqual(['USER_ACCEPT{C}', 'USER_ENTER{C}', 'LIST{[A,B,C],[]}']);
    expect(b.told).toEqual(['USER_ACCEPT{C}', 'USER_ENTER{C}', 'LIST{[A,B,C],[]}']);
    expect(c.told).toEqual([
      'ON_CALL_BEGIN',
      'USER_ENTER{A}',
      'USER_ENTER{B}',
      'LIST{[A,B,C],[]}',
      'AVAILABLE{A, audio true}',
    ]);
  });

  it('S2-18 more people than the app allows: −1202 before anybody rings', () => {
    const h = new Harness({ maxMembers: 3 });
    const a = h.login('A');
    const others = ['B', 'C', 'D'].map((userId) => h.login(userId));
    expect(a.call(['B', 'C', 'D'])).toMatchObject({ ok: false, code: -1202 });
    for (const other of others) expect(other.told).toEqual([]);
  });
});
