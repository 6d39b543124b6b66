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

describe('devices and their tokens', () => {
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

  it('G-11 idle longest is who has sent no command for longest; a link that comes back is none', () => {
    const h = new Harness({ devices: 2 });
    const [first, second] = [h.login('A', 'first'), h.login('A', 'second')];
    h.pass(60);
    first.send({ op: 'alone', alone: false });
    h.pass(60);
    second.lose();
    second.resume();
    h.login('A', 'third');
    expect([first.told, second.told]).toEqual([[], ['KICKED_OUT']]);
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

  describe('G-11 a page whose device was given up while it slept comes back by itself', () => {
    /** Its device is gone, and the phone has logged in and talks. */
    function asleep(policy: { devices?: number } = {}, { alone = false, phoneAlone = false } = {}) {
      const h = new Harness(policy);
      const laptop = h.login('A', 'laptop');
      if (alone) laptop.send({ op: 'alone', alone });
      laptop.lose();
      h.pass(60);
      const phone = h.login('A', 'phone');
      if (phoneAlone) phone.send({ op: 'alone', alone: true });
      const b = h.login('B');
      phone.call('B');
      b.accept();
      void [laptop.told, phone.told, b.told];
      return { h, laptop, phone, b };
    }

    it.each([
      ['where one device is allowed', { devices: 1 }, {}],
      ['where it was alone', {}, { alone: true }],
      ['where the other one is alone', {}, { phoneAlone: true }],
    ])('%s the one that logged in later stays, and its call goes on', (_where, policy, wish) => {
      const { h, laptop, phone, b } = asleep(policy, wish);
      const before = h.user('A');
      expect(laptop.resume()).toMatchObject({ ok: false, code: -1201 });
      expect(laptop.comeBack({ alone: 'alone' in wish }).login).toMatchObject({ ok: false, code: 6208 });
      expect(h.user('A')).toBe(before);
      expect([phone.told, b.told]).toEqual([[], []]);
    });

    it('where several are allowed it is one of them again', () => {
      const { h, laptop, phone } = asleep();
      const back = laptop.comeBack();
      expect(h.user('A')?.devices).toMatchObject([{ id: phone.id }, { id: back.id, alone: false }]);
      expect(phone.told).toEqual([]);
    });

    it.each([{ devices: 1 }, { devices: 8 }])('alone with %o it is that again', (policy) => {
      const h = new Harness(policy);
      const laptop = h.login('A');
      laptop.lose();
      h.pass(60);
      const back = laptop.comeBack({ alone: true });
      expect(h.user('A')?.devices).toMatchObject([{ id: back.id, alone: true }]);
      h.login('A');
      expect(back.told).toEqual(['KICKED_OUT']);
    });

    it('a welcome that was lost: the device that it made then is no other one', () => {
      const h = new Harness({ devices: 1 });
      const laptop = h.login('A');
      laptop.lose();
      h.pass(60);
      const unheard = laptop.comeBack();
      const back = laptop.comeBack();
      expect(h.user('A')?.devices).toMatchObject([{ id: back.id }]);
      expect(unheard.told).toEqual([]);
      back.send({ op: 'alone', alone: true });
      expect(laptop.comeBack().login).toMatchObject({ ok: false, code: 6208 });
    });
  });

  it('S1-17 a welcome that was lost: the token before counts until the device has spoken with the new one', () => {
    const { h, a, b } = talking();
    b.lose();
    b.resume();
    b.lose();
    expect(b.resume(null, b.tokenBefore)).toMatchObject({ ok: true });
    b.lose();
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

  it('a token that was given out, and overtaken by the one before it, ends the device when it is shown: two pages have them', () => {
    const h = new Harness();
    const [a, b] = [h.login('A'), h.login('B')];
    a.call('B');
    b.accept();
    const first = b.token;
    b.lose();
    b.resume();
    const second = b.token;
    expect(b.resume(null, first)).toMatchObject({ ok: true });
    b.send({ op: 'alerted', callId: b.callId });
    void a.told;
    expect(b.resume(null, second)).toMatchObject({ ok: true });
    expect(h.user('B')?.devices).toEqual([]);
    expect(a.told).toEqual(['USER_LEAVE{B}', 'CALLING_END{B, 4}']);
  });
});
