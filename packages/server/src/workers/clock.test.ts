import type { WakeInput } from '@ringback/calls';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CommitResult, Committed, Wake } from '../store/contract.js';
import { settled, VirtualClock } from '../system/testing/virtual-clock.js';
import { type ClockWorker, startClockWorker } from './clock.js';

const APP = 7;
const ok: CommitResult = {
  ok: true,
  result: {},
  changes: { users: new Map(), calls: new Map(), records: [], mail: [], facts: [] },
  answeredInInbox: false,
  repeated: false,
  inboxSeq: 0,
};
const failed: CommitResult = { ok: false, code: 101001, message: 'disk full' };

/** Keeps wakes, and takes out of them what is committed unless told otherwise. */
class WakeStore {
  wakes: Wake[] = [];
  tried: string[] = [];
  reads = 0;
  outcome: (callId: string) => CommitResult | 'left' | Error = () => ok;
  #listeners = new Set<(commit: Committed) => void>();

  constructor(readonly clock: VirtualClock) {}

  set(callId: string, at: number): void {
    this.wakes = [
      ...this.wakes.filter((wake) => idOf(wake.input) !== callId),
      { appId: APP, at, input: { from: 'clock', callId } },
    ];
    for (const listener of this.#listeners) {
      listener({ appId: APP, calls: new Map(), records: [], gone: [], mail: [], wakeAt: at });
    }
  }

  async commit(_appId: number, input: Parameters<import('../store/contract.js').Store['commit']>[1]) {
    const id = idOf(input as WakeInput);
    this.tried.push(`${id} at ${this.clock.now() - START}`);
    const outcome = this.outcome(id);
    if (outcome instanceof Error) throw outcome;
    if (outcome === 'left') return ok;
    if (outcome.ok) this.wakes = this.wakes.filter((wake) => idOf(wake.input) !== id);
    return outcome;
  }

  onCommit(listener: (commit: Committed) => void) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async dueWakes(now: number, limit: number) {
    this.reads += 1;
    if (this.reads > 100_000) throw new Error('it spins');
    return this.wakes
      .filter((wake) => wake.at <= now)
      .sort((a, b) => a.at - b.at)
      .slice(0, limit);
  }

  async nextWakeAt() {
    return this.wakes.length === 0 ? null : Math.min(...this.wakes.map((wake) => wake.at));
  }
}

const idOf = (input: WakeInput) => ('callId' in input ? input.callId : input.userId);
const START = 1_700_000_000_000;

let clock: VirtualClock;
let store: WakeStore;
let worker: ClockWorker;
const start = () => {
  worker = startClockWorker(store, clock, pino({ level: 'silent' }));
};

beforeEach(() => {
  clock = new VirtualClock(START);
  store = new WakeStore(clock);
});
afterEach(() => worker.stop());

test('what is due at the start is committed at once, what is not at its time', async () => {
  store.set('old', START - 5_000);
  store.set('later', START + 30_000);
  start();
  await clock.advance(60_000);
  expect(store.tried).toEqual(['old at 0', 'later at 30000']);
});

test('a commit that sets an earlier wake is heard, at rest and while it works', async () => {
  store.set('far', START + 600_000);
  start();
  await clock.advance(10);
  store.set('near', START + 500);
  store.outcome = (id) => {
    if (id === 'near') store.set('next', START + 600);
    return ok;
  };
  await clock.advance(1_000);
  expect(store.tried).toEqual(['near at 500', 'next at 600']);
});

test('a first wake is heard where there was none, at any turn of the event loop', async () => {
  for (let turn = 0; turn < 6; turn += 1) {
    store = new WakeStore(clock);
    start();
    for (let n = 0; n < turn; n += 1) await Promise.resolve();
    store.set('first', clock.now() + 100);
    await clock.advance(200);
    expect(store.tried).toHaveLength(1);
    await worker.stop();
  }
});

test('many at once are committed in batches', async () => {
  for (let n = 0; n < 1_000; n += 1) store.set(`call${n}`, START + 100);
  start();
  await clock.advance(100);
  expect(store.tried).toHaveLength(1_000);
  expect(new Set(store.tried).size).toBe(1_000);
  expect(store.reads).toBeLessThan(12);
});

test.each([
  ['fails', failed],
  ['throws', new Error('a bug')],
  ['leaves the wake where it was', 'left' as const],
])('a commit that %s is tried again, ever more slowly, and holds up no other', async (_what, outcome) => {
  store.set('bad', START);
  store.outcome = (id) => (id === 'bad' ? outcome : ok);
  start();
  store.set('good', START + 1_000);
  await clock.advance(2_000);
  expect(store.tried.filter((one) => one.startsWith('bad'))).toEqual([
    'bad at 0',
    'bad at 100',
    'bad at 300',
    'bad at 700',
    'bad at 1500',
  ]);
  expect(store.tried).toContain('good at 1000');
  store.outcome = () => ok;
  await clock.advance(20_000);
  expect(store.wakes).toEqual([]);
});

test('more failing wakes than a batch do not starve the others', async () => {
  for (let n = 0; n < 300; n += 1) store.set(`bad${n}`, START);
  store.outcome = (id) => (id.startsWith('bad') ? failed : ok);
  start();
  store.set('good', START + 50);
  await clock.advance(200);
  expect(store.tried.some((one) => one.startsWith('good'))).toBe(true);
});

test('a clock set forward wakes within a second; one set back neither spins nor forgets', async () => {
  store.set('a', START + 600_000);
  start();
  await clock.advance(10);
  clock.jump(3_600_000);
  await clock.advance(1_000);
  expect(store.tried).toHaveLength(1);

  store.set('b', clock.now() + 5_000);
  await clock.advance(10);
  clock.jump(-60_000);
  const before = store.reads;
  await clock.advance(64_000);
  expect(store.tried).toHaveLength(1);
  expect(store.reads - before).toBeLessThan(140);
  await clock.advance(2_000);
  expect(store.tried).toHaveLength(2);
});

test('a store that cannot be read is asked again', async () => {
  store.set('a', START);
  const read = store.dueWakes;
  store.dueWakes = () => Promise.reject(new Error('gone'));
  start();
  await clock.advance(500);
  store.dueWakes = read;
  await clock.advance(1_000);
  expect(store.tried).toEqual(['a at 1000']);
});

test('nothing is left after a stop', async () => {
  store.set('bad', START);
  store.set('later', START + 100);
  store.outcome = () => failed;
  start();
  await settled();
  await worker.stop();
  expect(clock.pending).toBe(0);
  store.set('after', START);
  await clock.advance(5_000);
  expect(store.tried).toEqual(['bad at 0']);
});
