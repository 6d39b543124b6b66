import { type IceCandidate, MAX_CANDIDATE_BYTES, MAX_CANDIDATES } from '@ringback/protocol';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CandidateOutbox } from './candidates.js';

const candidate = (n: number | string): IceCandidate => ({ candidate: `candidate:${n}`, sdpMid: '0' });

let sent: string[][];
let outbox: CandidateOutbox;
beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  outbox = new CandidateOutbox((batch) => sent.push(batch.map((one) => one.candidate)));
});
afterEach(() => vi.useRealTimers());

test('nothing leaves before the release, and then all of it at once', () => {
  outbox.add(candidate(1));
  outbox.add(candidate(2));
  vi.advanceTimersByTime(60_000);
  expect(sent).toEqual([]);
  outbox.release();
  expect(sent).toEqual([['candidate:1', 'candidate:2']]);
});

test('what comes together travels together, in signals that the server takes', () => {
  outbox.release();
  for (let n = 0; n < MAX_CANDIDATES + 3; n += 1) outbox.add(candidate(n));
  expect(sent).toEqual([]);
  vi.advanceTimersByTime(50);
  expect(sent.map((batch) => batch.length)).toEqual([MAX_CANDIDATES, 3]);
});

test('what an accept has taken is not sent again', () => {
  outbox.add(candidate(1));
  expect(outbox.take()).toEqual([candidate(1)]);
  outbox.add(candidate(2));
  outbox.release();
  expect(sent).toEqual([['candidate:2']]);
});

test('an accept takes no more than the server accepts; the rest follows', () => {
  for (let n = 0; n < MAX_CANDIDATES + 1; n += 1) outbox.add(candidate(n));
  expect(outbox.take()).toHaveLength(MAX_CANDIDATES);
  outbox.release();
  expect(sent).toEqual([[`candidate:${MAX_CANDIDATES}`]]);
});

test('a description that is sent again takes all of its candidates along', () => {
  outbox.add(candidate(1));
  outbox.take();
  outbox.resend();
  expect(sent).toEqual([['candidate:1']]);
});

test('the end of gathering and what is too long for the wire stay here', () => {
  outbox.release();
  outbox.add({ candidate: '' });
  outbox.add(candidate('x'.repeat(MAX_CANDIDATE_BYTES)));
  vi.advanceTimersByTime(50);
  expect(sent).toEqual([]);
});

test('after the end nothing leaves', () => {
  outbox.release();
  outbox.add(candidate(1));
  outbox.close();
  vi.advanceTimersByTime(50);
  expect(sent).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});
