import { describe, expect, it } from 'vitest';
import { Harness } from './testing/harness.js';

describe('commands that came too late, or are taken back', () => {
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
});
