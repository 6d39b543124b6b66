import type { ServerEvent } from '@ringback/protocol';
import { expect, it, vi } from 'vitest';
import { Entry, EventTexts } from './entry.js';

const answer = { id: 'c1', result: {} };
const list = (): ServerEvent => ({ e: 'members', callId: 'call', inCall: ['ann', 'bob"'], ringing: [] });
const left: ServerEvent = { e: 'userLeave', callId: 'call', userId: 'ann' };

it.each([
  ['by itself', () => null],
  ['with those of others', () => new EventTexts()],
])('an entry written %s is what it holds', (_, texts) => {
  for (const [answered, events] of [
    [answer, [list(), left]],
    [undefined, [left]],
    [answer, []],
  ] as const) {
    const { text } = new Entry(7, answered, events, texts());
    expect(text).toBe(JSON.stringify({ t: 'inbox', seq: 7, answer: answered, events }));
    expect(Entry.in(text)).toMatchObject({ seq: 7, answer: answered, events, text });
  }
});

it('an entry that was stored without the type of its frame has it when it is sent', () => {
  expect(Entry.in('{"seq":1,"events":[]}')).toMatchObject({
    seq: 1,
    text: '{"t":"inbox","seq":1,"events":[]}',
  });
});

it('what many are told is written once', () => {
  const told = list();
  const texts = new EventTexts();
  const written = vi.spyOn(JSON, 'stringify');
  const entries = [1, 2, 3].map((seq) => new Entry(seq, undefined, [told, { ...left }], texts));
  for (const { text } of entries) expect(JSON.parse(text).events).toEqual([told, left]);
  expect(written.mock.calls.filter(([value]) => value === told)).toHaveLength(1);
  written.mockRestore();
});
