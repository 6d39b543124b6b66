import { describe, expect, it } from 'vitest';
import { snapshotOf } from './snapshot.js';
import { Harness, type TestDevice } from './testing/harness.js';
import { notation } from './testing/notation.js';

const told = (device: TestDevice) =>
  snapshotOf(device.harness, device.userId, device.id).events.map(notation);

describe('S1-30 what a device shows, for a page that has missed how it came to that', () => {
  it('nothing, where it is in no call: neither an idle user’s device nor the one beside that which talks', () => {
    const h = new Harness();
    const [a, a2, b] = [h.login('A'), h.login('A'), h.login('B')];
    expect(snapshotOf(h, 'A', a.id)).toEqual({ events: [] });
    a.call('B');
    b.accept();
    expect(snapshotOf(h, 'A', a2.id)).toEqual({ events: [] });
    expect(snapshotOf(h, 'nobody', 'none')).toEqual({ events: [] });
  });

  it('its call, as a page would be told of it that comes anew, and the command that brought it there', () => {
    const h = new Harness();
    const [a, b, c] = [h.login('A'), h.login('B'), h.login('C')];
    a.call(['B', 'C'], {}, 'command of A');
    expect(told(a)).toEqual(['ON_CALL_RESTORED{[A],[B,C]}']);
    b.accept({ audio: true, video: true }, b.current, 'command of B');
    c.lose();
    b.lose();
    h.pass(4);
    expect(told(a)).toEqual([
      'ON_CALL_RESTORED{[A,B],[C]}',
      'ON_CALL_BEGIN',
      'USER_ENTER{B}',
      'LIST{[A,B],[C]}',
      'AVAILABLE{B, audio true, video true}',
      'ON_USER_LINK_CHANGED{B, false}',
    ]);
    expect(snapshotOf(h, 'A', a.id).commandId).toBe('command of A');
    expect(snapshotOf(h, 'B', b.id).commandId).toBe('command of B');
  });

  it('the ring of its user on each of his devices, also when its sponsor has left', () => {
    const h = new Harness();
    const [a, b, c, c2] = [h.login('A'), h.login('B'), h.login('C'), h.login('C')];
    a.call(['B', 'C']);
    expect(told(c)).toEqual(['RECEIVED{A, [B,C]}']);
    b.accept();
    a.hangup();
    expect(told(c2)).toEqual(['RECEIVED{A, [B,C]}', 'USER_LEAVE{A}']);
  });
});
