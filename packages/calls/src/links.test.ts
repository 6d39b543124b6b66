import { describe, expect, it } from 'vitest';
import { Harness } from './testing/harness.js';

function talking() {
  const h = new Harness();
  const a = h.login('A');
  const b = h.login('B');
  a.call('B');
  b.accept();
  void [a.told, b.told];
  return { h, a, b };
}

describe('links and grace', () => {
  it('S1-17 B’s device is gone: nothing within the grace time, then USER_LEAVE and the end', () => {
    const { h, a, b } = talking();
    b.lose();
    h.pass(19.9);
    expect(a.told).toEqual(['ON_USER_LINK_CHANGED{B, false}']);
    h.pass(0.1);
    expect(a.told).toEqual(['USER_LEAVE{B}', 'CALLING_END{B, 4}']);
    expect(h.records).toMatchObject([{ reason: 4, endedBy: 'B' }]);
    expect(h.user('B')?.devices).toEqual([]);
  });

  it('S1-17 back within the grace time: the call goes on', () => {
    const { h, a, b } = talking();
    b.lose();
    h.pass(10);
    expect(b.resume()).toMatchObject({ ok: true });
    h.pass(60);
    expect(a.told).toEqual(['ON_USER_LINK_CHANGED{B, false}', 'ON_USER_LINK_CHANGED{B, true}']);
    expect(h.calls.size).toBe(1);
  });

  it('S1-18 the calling device is gone while B rings', () => {
    const h = new Harness();
    const a = h.login('A');
    const b = h.login('B');
    a.call('B', { timeout: 60 });
    void b.told;
    a.lose();
    h.pass(20);
    expect(a.told).toEqual(['CANCEL{4}']);
    expect(b.told).toEqual(['CANCEL{4}']);
  });

  it('S1-25 the server was killed: ring and call go on, and grace begins anew', () => {
    const { h, a, b } = talking();
    const c = h.login('C');
    const d = h.login('D');
    c.call('D', { timeout: 60 });
    void d.told;
    h.now += 30_000;
    h.restart();
    h.pass(2);
    for (const device of [a, b, c, d]) expect(device.resume()).toMatchObject({ ok: true });
    expect([a.told, b.told, c.told, d.told]).toEqual([[], [], [], []]);
    h.pass(28);
    expect(d.told).toEqual(['CANCEL{3}']);
    expect(h.callOf('A')?.callId).toBe(a.callId);
  });

  it('S1-25 G-09 a ring whose window passes while the server is down ends with its start; the call goes on', () => {
    const { h, a } = talking();
    const [c, d] = [h.login('C'), h.login('D')];
    c.call('D', { timeout: 60 });
    void d.told;
    h.now += 3_600_000;
    h.restart();
    h.pass(1);
    for (const device of [c, d]) expect(device.resume()).toMatchObject({ ok: true });
    expect([c.told, d.told]).toEqual([['NO_RESP{C, [D]}', 'CANCEL{3}'], ['CANCEL{3}']]);
    expect(h.callOf('A')?.callId).toBe(a.callId);
  });

  it('S1-27 G-14 who comes in meanwhile is told whose link is gone', () => {
    const h = new Harness();
    const [a, b] = [h.login('A'), h.login('B')];
    a.call('B');
    void b.told;
    a.lose();
    h.pass(4);
    b.accept();
    expect(b.told.at(-1)).toBe('ON_USER_LINK_CHANGED{A, false}');
    a.resume();
    expect(b.told).toEqual(['ON_USER_LINK_CHANGED{A, true}']);
  });

  it('S1-27 a break of less than 3 s is not told; a longer one is, and its end', () => {
    const { h, a, b } = talking();
    b.lose();
    h.pass(2.9);
    b.resume();
    h.pass(10);
    expect(a.told).toEqual([]);
    b.lose();
    h.pass(3);
    expect(a.told).toEqual(['ON_USER_LINK_CHANGED{B, false}']);
    b.resume();
    expect(a.told).toEqual(['ON_USER_LINK_CHANGED{B, true}']);
  });

  it('S1-28 a reloaded page that listens takes its call up again', () => {
    const { h, a, b } = talking();
    b.lose();
    h.pass(1);
    b.resume({ restores: true });
    expect(b.told).toEqual([
      'ON_CALL_RESTORED{[A,B],[]}',
      'ON_CALL_BEGIN',
      'USER_ENTER{A}',
      'AVAILABLE{A, audio true}',
    ]);
    expect(a.told).toEqual(['AVAILABLE{B, audio false}']);
  });

  it('S1-28 a reloaded page that does not listen leaves, a ring that it placed is cancelled', () => {
    const { a, b } = talking();
    b.lose();
    b.resume({ restores: false });
    expect(a.told).toEqual(['USER_LEAVE{B}', 'CALLING_END{B, 1}']);
    expect(b.told).toEqual([]);
    a.call('B');
    void b.told;
    a.lose();
    a.resume({ restores: false });
    expect(b.told).toEqual(['CANCEL{6}']);
    expect(a.told).toEqual([]);
  });

  it('S1-28 a ring that a reloaded page was placing, and one that it receives', () => {
    const h = new Harness();
    const a = h.login('A');
    const b = h.login('B');
    a.call('B');
    void b.told;
    a.lose();
    a.resume({ restores: true });
    expect(a.told).toEqual(['ON_CALL_RESTORED{[A],[B]}']);
    b.lose();
    b.resume({ restores: false });
    expect(b.told).toEqual(['RECEIVED{A, [B]}']);
  });

  it('S1-31 a resumed link gets no second RECEIVED', () => {
    const h = new Harness();
    const a = h.login('A');
    const b = h.login('B');
    a.call('B');
    expect(b.told).toEqual(['RECEIVED{A, [B]}']);
    b.lose();
    b.resume();
    expect(b.told).toEqual([]);
  });

  it('G-10 a ringing callee never leaves for being offline; other devices of one who talks change nothing', () => {
    const h = new Harness();
    const a = h.login('A');
    const b = h.login('B');
    a.call('B', { timeout: 60 });
    b.lose();
    h.pass(30);
    expect(a.told).toEqual([]);
    const b2 = h.login('B');
    const b3 = h.login('B');
    b2.accept();
    b3.lose();
    void a.told;
    h.pass(60);
    expect(a.told).toEqual([]);
    expect(h.callOf('A')?.callId).toBe(a.callId);
  });

  it('G-10 grace counts from the last byte, G-18 and is 5 s for a page that said it is leaving', () => {
    const silent = talking();
    silent.b.lose({ heardAgo: 6_000 });
    silent.h.pass(13.9);
    expect(silent.h.calls.size).toBe(1);
    silent.h.pass(0.1);
    expect(silent.h.calls.size).toBe(0);
    const leaving = talking();
    leaving.b.lose({ leaving: true });
    leaving.h.pass(5);
    expect(leaving.a.told).toEqual(['ON_USER_LINK_CHANGED{B, false}', 'USER_LEAVE{B}', 'CALLING_END{B, 4}']);
  });
});
