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

describe('links, devices and grace', () => {
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

  it('G-11 a login beyond the limit kicks the device that has been idle longest, never one in a call while an idle one exists', () => {
    const h = new Harness({ devices: 2 });
    const a = h.login('A', 'first');
    h.login('B');
    h.pass(1);
    const second = h.login('A', 'second');
    h.pass(1);
    a.call('B');
    const third = h.login('A', 'third');
    expect(second.told).toEqual(['KICKED_OUT']);
    expect(a.told).toEqual([]);
    expect(h.user('A')?.devices.map((device) => device.id)).toEqual([a.id, third.id]);
  });

  it('G-11 a device that wants to be alone kicks the others now, and a later login kicks it', () => {
    const h = new Harness();
    const a = h.login('A');
    const other = h.login('A');
    expect(a.send({ op: 'alone', alone: true })).toMatchObject({ ok: true });
    expect(other.told).toEqual(['KICKED_OUT']);
    h.login('A');
    expect(a.told).toEqual(['KICKED_OUT']);
    const single = new Harness({ devices: 1 });
    expect(single.login('A').send({ op: 'alone', alone: false })).toMatchObject({ ok: false, code: -1002 });
  });

  it('G-11 a device that was kicked out while it was away learns it; its page may log in when it is loaded anew', () => {
    const h = new Harness({ devices: 1 });
    const away = h.login('A');
    away.lose();
    h.pass(1);
    h.login('A');
    expect(away.resume()).toMatchObject({ ok: false, code: 6208 });
    expect(away.resume(null, 'forged')).toMatchObject({ ok: false, code: -1201 });
    expect(away.resume({ restores: true })).toMatchObject({ ok: false, code: -1201 });
    h.pass(7 * 24 * 3_600);
    expect(away.resume()).toMatchObject({ ok: false, code: -1201 });
  });

  it('G-11 the token before counts too, and only the newest of those who were kicked out are remembered', () => {
    const h = new Harness({ devices: 1 });
    const first = h.login('A');
    first.resume();
    for (let others = 0; others < 9; others += 1) h.login('A');
    expect(first.resume(null, first.tokenBefore)).toMatchObject({ code: -1201 });
    const last = h.login('A');
    last.resume();
    h.login('A');
    expect(last.resume(null, last.tokenBefore)).toMatchObject({ code: 6208 });
    expect(h.user('A')?.kicked).toHaveLength(8);
  });

  it('G-16 a command on a link that is not the device’s newest is refused', () => {
    const h = new Harness();
    const a = h.login('A');
    h.login('B');
    const old = a.linkId;
    a.lose();
    a.resume();
    const refused = a.send({ op: 'hangup', callId: 'x' }, 'c', old);
    expect(refused).toMatchObject({ ok: false, code: -1201 });
  });

  it('G-16 a withdrawn command that had taken effect unseen is undone', () => {
    const h = new Harness();
    const a = h.login('A');
    const b = h.login('B');
    a.call('B', {}, 'command-x');
    void b.told;
    a.send({ op: 'withdraw', commandId: 'another' });
    expect(b.told).toEqual([]);
    a.send({ op: 'withdraw', commandId: 'command-x' });
    expect([a.told, b.told]).toEqual([['CANCEL{6}'], ['CANCEL{6}']]);
    a.call('B');
    b.accept(undefined, undefined, 'command-y');
    void [a.told, b.told];
    b.send({ op: 'withdraw', commandId: 'command-y' });
    expect([a.told, b.told]).toEqual([['USER_LEAVE{B}', 'CALLING_END{B, 1}'], ['CALLING_END{B, 1}']]);
  });

  it('G-16 a withdrawn invitation that had taken effect unseen: those it rang ring no more', () => {
    const h = new Harness();
    const [a, b, c, d] = [h.login('A'), h.login('B'), h.login('C'), h.login('D')];
    a.call('B');
    b.accept();
    const { callId } = a;
    a.send({ op: 'invite', callId, userIds: ['C'], timeout: 30, userData: '' });
    a.send({ op: 'invite', callId, userIds: ['D'], timeout: 30, userData: '' }, 'given up');
    void [a.told, b.told, c.told, d.told];
    a.send({ op: 'withdraw', commandId: 'given up' });
    expect([b.told, c.told, d.told]).toEqual([
      ['USER_LEAVE{D}', 'LIST{[A,B],[C]}'],
      ['USER_LEAVE{D}'],
      ['CANCEL{6}'],
    ]);
  });

  it('G-16 a withdrawn call that had met the earlier one (S1-15) ends on the page that shows it as its ring', () => {
    const h = new Harness();
    const a = h.login('A');
    const b = h.login('B');
    a.call('B');
    b.call('A', {}, 'command-x');
    void [a.told, b.told];
    b.send({ op: 'withdraw', commandId: 'command-x' });
    expect([a.told, b.told]).toEqual([['USER_LEAVE{B}', 'CALLING_END{B, 1}'], ['CALLING_END{B, 1}']]);
  });

  it('G-16 with it ring no more whom it had invited into the earlier one', () => {
    const h = new Harness();
    const [a, b, d] = [h.login('A'), h.login('B'), h.login('D')];
    a.call('B');
    b.call(['A', 'D'], {}, 'command-x');
    void [a.told, b.told, d.told];
    b.send({ op: 'withdraw', commandId: 'command-x' });
    expect(d.told.at(-1)).toBe('CANCEL{6}');
    expect(b.told.at(-1)).toBe('CALLING_END{B, 1}');
    expect(a.told.at(-1)).toBe('CALLING_END{B, 1}');
    expect(h.calls.size).toBe(0);
  });

  it('S1-17 a welcome that was lost: the token before counts until the device has spoken with the new one', () => {
    const { h, a, b } = talking();
    b.lose();
    b.resume();
    const lost = b.token;
    b.lose();
    expect(b.resume(null, b.tokenBefore)).toMatchObject({ ok: true });
    b.lose();
    expect(b.resume(null, lost)).toMatchObject({ ok: false, code: 101002 });
    b.resume();
    b.send({ op: 'alerted', callId: a.callId });
    b.lose();
    expect(b.resume(null, b.tokenBefore)).toMatchObject({ ok: false, code: 101002 });
    expect(b.resume()).toMatchObject({ ok: true });
    h.pass(60);
    expect(a.told).toEqual([]);
  });

  it('a token that is shown again long after it was replaced was copied: the device ends', () => {
    const { h, a, b } = talking();
    b.resume();
    const copied = b.tokenBefore;
    b.send({ op: 'alerted', callId: a.callId });
    h.pass(59.9);
    expect(b.resume(null, copied)).toMatchObject({ ok: false, code: 101002 });
    h.pass(0.1);
    expect(a.told).toEqual([]);
    expect(b.resume({ restores: true }, copied)).toMatchObject({ ok: true });
    expect(h.user('B')?.devices).toEqual([]);
    expect(a.told).toEqual(['USER_LEAVE{B}', 'CALLING_END{B, 4}']);
    expect(b.told).toEqual(['CALLING_END{B, 4}']);
  });

  it('a token that is not the device’s is refused and changes nothing', () => {
    const h = new Harness();
    const a = h.login('A');
    const before = h.user('A');
    expect(a.resume(null, 'forged')).toMatchObject({ ok: false, code: 101002 });
    expect(h.user('A')).toBe(before);
  });
});
