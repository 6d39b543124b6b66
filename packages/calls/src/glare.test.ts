import { describe, expect, it } from 'vitest';
import { Harness } from './testing/harness.js';

describe('S1-15 glare', () => {
  it('S1-15 the later call becomes the accept of the earlier one', () => {
    const h = new Harness();
    const a = h.login('A');
    const b = h.login('B', 'B1');
    const b2 = h.login('B', 'B2');
    a.call('B', { userData: 'first' });
    void [b.told, b2.told];
    const later = b.call('A', { userData: 'second' });
    expect(later).toMatchObject({ ok: true, result: { state: 'accepted', call: { callId: a.callId } } });
    expect(a.told).toEqual(['USER_ACCEPT{B}', 'ON_CALL_BEGIN', 'USER_ENTER{B}', 'AVAILABLE{B, audio true}']);
    expect(b.told).toEqual(['ON_CALL_BEGIN', 'USER_ENTER{A}', 'AVAILABLE{A, audio true}']);
    expect(b2.told).toEqual(['CANCEL{7, B1}']);
    a.hangup();
    expect(h.records).toMatchObject([{ caller: 'A', userData: 'first', type: 2, isGroup: false }]);
  });

  it('S1-15 audio unless both asked for video; whoever asked for video is told', () => {
    for (const [first, second] of [
      [2, 1],
      [1, 2],
    ] as const) {
      const h = new Harness();
      const a = h.login('A');
      const b = h.login('B');
      a.call('B', { type: first, publish: { audio: true, video: first === 2 } });
      void b.told;
      b.call('A', { type: second, publish: { audio: true, video: second === 2 } });
      const [asked, did] = first === 2 ? [a, b] : [b, a];
      expect(asked.told.slice(0, 4)).toEqual(
        first === 2
          ? ['USER_ACCEPT{B}', 'ON_CALL_BEGIN', 'CALL_TYPE_CHANGED{2,1}', 'USER_ENTER{B}']
          : ['ON_CALL_BEGIN', 'CALL_TYPE_CHANGED{2,1}', 'USER_ENTER{A}', 'AVAILABLE{A, audio true}'],
      );
      expect(did.told).not.toContain('CALL_TYPE_CHANGED{2,1}');
      expect(h.callOf('A')?.type).toBe(1);
    }
  });

  it('S1-15 S1-28 S2-20 whose video became audio is told so at the begin alone: not by a restored page, nor by a take-over', () => {
    const h = new Harness();
    const a = h.login('A');
    const a2 = h.login('A', 'A2');
    const b = h.login('B');
    const audio = { audio: true, video: false };
    a.call('B');
    void b.told;
    b.call('A', { type: 1, publish: audio });
    expect(a.told).toContain('CALL_TYPE_CHANGED{2,1}');
    a.lose();
    a.resume({ restores: true });
    expect(a.told).toEqual([
      'ON_CALL_RESTORED{[A,B],[]}',
      'ON_CALL_BEGIN',
      'USER_ENTER{B}',
      'AVAILABLE{B, audio true}',
    ]);
    a2.send({ op: 'join', callId: a.callId, publish: audio, replaces: a.id });
    expect(a2.told).toEqual(['ON_CALL_BEGIN', 'USER_ENTER{B}', 'AVAILABLE{B, audio true}']);
  });

  it('S1-15 the remaining callees are invited, with the later call’s window and data', () => {
    const h = new Harness();
    const a = h.login('A');
    const b = h.login('B');
    const c = h.login('C');
    a.call('B');
    void b.told;
    b.call(['A', 'C'], { timeout: 7, userData: 'later' });
    expect(c.toldRaw).toMatchObject([
      {
        e: 'received',
        sponsor: 'B',
        timeout: 7,
        userData: 'later',
        userIds: ['A', 'C'],
        call: { isGroup: true },
      },
    ]);
    expect(a.told.slice(-2)).toEqual(['ON_USER_INVITING{C}', 'LIST{[A,B],[C]}']);
    expect(b.told.slice(-2)).toEqual(['ON_USER_INVITING{C}', 'LIST{[A,B],[C]}']);
  });

  it('S1-15 beyond the limit of users −1202 and nothing happens', () => {
    const h = new Harness({ maxMembers: 2 });
    const a = h.login('A');
    const b = h.login('B');
    h.login('C');
    a.call('B');
    void b.told;
    expect(b.call(['A', 'C'])).toMatchObject({ ok: false, code: -1202 });
    expect([a.told, b.told]).toEqual([[], []]);
    expect(h.callOf('B')?.begunAt).toBeNull();
  });

  it('S1-15 S1-20 who rings in a group is told that its video has become audio', () => {
    const h = new Harness();
    const [a, b, c] = [h.login('A'), h.login('B'), h.login('C')];
    a.call(['B', 'C']);
    void [b.told, c.told];
    b.call('A', { type: 1, publish: { audio: true, video: false } });
    expect(c.told).toEqual(['CALL_TYPE_CHANGED{2,1}', 'USER_ACCEPT{B}']);
    expect(b.told).not.toContain('CALL_TYPE_CHANGED{2,1}');
  });
});
