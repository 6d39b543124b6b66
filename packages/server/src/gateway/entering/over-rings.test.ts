import type { CallInfo, CommandAnswer, ServerEvent } from '@ringback/protocol';
import { describe, expect, it } from 'vitest';
import type { InboxEntry } from '../../store/contract.js';
import { withoutOverRings } from './over-rings.js';

const call = (callId: string): CallInfo => ({
  callId,
  roomId: 1,
  strRoomId: '',
  type: 1,
  groupId: '',
  isGroup: true,
});

const received = (callId: string): ServerEvent => ({
  e: 'received',
  call: call(callId),
  sponsor: 'ann',
  userIds: ['bob'],
  userData: '',
  timeout: 30,
  until: 30_000,
  ring: `ring of ${callId}`,
});
const canceled = (callId: string): ServerEvent => ({
  e: 'canceled',
  call: call(callId),
  role: 'invitee',
  reason: 6,
});
const begin = (callId: string): ServerEvent => ({
  e: 'begin',
  call: call(callId),
  role: 'invitee',
  since: 1,
});
const left = (callId: string, userId = 'cid'): ServerEvent => ({ e: 'userLeave', callId, userId });
const missed = (callId: string): ServerEvent => ({ e: 'missed', call: call(callId), reason: 5 });
const kickedOut: ServerEvent = { e: 'kickedOut', message: 'logged in on another device' };

function entry(seq: number, events: readonly ServerEvent[], answer?: CommandAnswer): InboxEntry {
  return { seq, answer, events, text: JSON.stringify({ t: 'inbox', seq, answer, events }) };
}

/** One event in each entry, from number 5 on. */
const entries = (...events: readonly ServerEvent[]) => events.map((event, at) => entry(5 + at, [event]));

/** What is left of them, entry for entry. */
const leftOf = (...events: readonly ServerEvent[]) =>
  withoutOverRings(entries(...events)).map((one) => one.events);

describe('S1-06 what is kept for a page that comes back', () => {
  it('has no ring that began and ended meanwhile, and nothing of what came in between; numbers go on', () => {
    const kept = withoutOverRings(entries(received('x'), left('x'), canceled('x')));
    expect(kept.map(({ seq, events }) => [seq, events])).toEqual([
      [5, []],
      [6, []],
      [7, []],
    ]);
  });

  it('is sent as it is left', () => {
    const answer = { id: 'command', result: {} };
    const kept = withoutOverRings([entry(5, [received('x')]), entry(6, [canceled('x'), kickedOut], answer)]);
    for (const { seq, answer: its, events, text } of kept) {
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify({ t: 'inbox', seq, answer: its, events })));
    }
    expect(kept.map(({ events }) => events)).toEqual([[], [kickedOut]]);
    expect(kept.at(-1)).toMatchObject({ answer });
  });

  it('is the very same where no ring is over, or a ring still rings', () => {
    for (const events of [[], [left('x')], [received('x'), left('x')], [missed('x'), kickedOut]]) {
      const before = entries(...events);
      expect(withoutOverRings(before)).toBe(before);
    }
  });

  it('S1-31 has the end of a ring that the page shows, and the ring that came after it', () => {
    expect(leftOf(canceled('x'), received('y'))).toEqual([[canceled('x')], [received('y')]]);
    expect(leftOf(canceled('x'), received('x'))).toEqual([[canceled('x')], [received('x')]]);
  });

  it('the same call may have rung several times: only what is over goes', () => {
    expect(leftOf(canceled('x'), received('x'), canceled('x'))).toEqual([[canceled('x')], [], []]);
    expect(leftOf(received('x'), canceled('x'), received('x'))).toEqual([[], [], [received('x')]]);
    expect(leftOf(received('x'), canceled('x'), received('x'), canceled('x'))).toEqual([[], [], [], []]);
  });

  it('of other calls everything stays, also what comes in the same entry', () => {
    const kept = withoutOverRings([
      entry(5, [left('y'), received('x')]),
      entry(6, [left('y'), left('x'), left('y')]),
      entry(7, [canceled('x'), received('z')]),
    ]);
    expect(kept.map(({ events }) => events)).toEqual([[left('y')], [left('y'), left('y')], [received('z')]]);
  });

  it('S1-07 a call that found this user busy while it rang is told', () => {
    expect(leftOf(received('x'), missed('y'), canceled('x'))).toEqual([[], [missed('y')], []]);
  });

  it('S1-15 a ring that became a call of this device is none that is over', () => {
    const events = [received('x'), begin('x'), left('x'), canceled('x')];
    expect(leftOf(...events)).toEqual(events.map((event) => [event]));
  });
});
