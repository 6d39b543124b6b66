import { describe, expect, it } from 'vitest';
import { liveCalls } from './queries/live-calls.js';
import { Harness } from './testing/harness.js';

function world() {
  const h = new Harness();
  const [a, b] = [h.login('A', 'laptop'), h.login('B')];
  for (const userId of ['C', 'E']) h.login(userId);
  a.call(['B', 'C'], { groupId: 'g', roomId: 12 });
  h.pass(5);
  b.accept();
  return { h, a, callId: a.callId };
}

describe('live calls, as far as one may know them', () => {
  it('S2-20 without a name: the own one, on whichever device, with who is in or rings since when', () => {
    const { h, callId } = world();
    expect(liveCalls(h, { userId: 'A' })).toEqual([
      {
        callId,
        roomId: 12,
        strRoomId: '',
        type: 2,
        groupId: 'g',
        isGroup: true,
        users: [
          { userId: 'A', state: 'in', since: 1_000_000 },
          { userId: 'B', state: 'in', since: 1_005_000 },
          { userId: 'C', state: 'ringing', since: 1_000_000 },
        ],
        device: { id: expect.any(String), name: 'laptop' },
      },
    ]);
    expect(liveCalls(h, { userId: 'C' })).toMatchObject([{ callId }]);
    expect(liveCalls(h, { userId: 'C' })[0]).not.toHaveProperty('device');
    expect(liveCalls(h, { userId: 'E' })).toEqual([]);
  });

  it('S2-16 by its id: whoever may join it; an id that is none gets the same answer as one that is not for him', () => {
    const { h, a, callId } = world();
    expect(liveCalls(h, { userId: 'E', callId })).toMatchObject([{ callId }]);
    expect(liveCalls(h, { userId: 'E', callId, groupId: 'other' })).toEqual([]);
    a.hangup();
    h.pass(60);
    expect(liveCalls(h, { userId: 'E', callId })).toEqual([]);
    a.call('B');
    expect(liveCalls(h, { userId: 'E', callId: a.callId })).toEqual([]);
    expect(liveCalls(h, { userId: 'B', callId: a.callId })).toMatchObject([{ callId: a.callId }]);
  });

  it('by its group: nobody learns the calls of a group but who has a part in one', () => {
    const { h, callId } = world();
    expect(liveCalls(h, { userId: 'C', groupId: 'g' })).toMatchObject([{ callId }]);
    expect(liveCalls(h, { userId: 'C', groupId: 'other' })).toEqual([]);
    expect(liveCalls(h, { userId: 'E', groupId: 'g' })).toEqual([]);
  });
});
