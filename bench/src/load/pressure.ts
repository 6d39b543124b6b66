import { setTimeout as sleep } from 'node:timers/promises';
import type { Pair } from './pair.js';

/** Every pair calls again as soon as its call is over. Resolves with the number of calls that ended within `ms`. */
export async function callWithoutPause(pairs: readonly Pair[], ms: number): Promise<number> {
  let ended = 0;
  let isOver = false;
  const idle = new Promise<void>((resolve) => {
    let busy = pairs.length;
    for (const pair of pairs) {
      const again = () =>
        pair.call(() => {
          if (isOver) {
            busy -= 1;
            if (busy === 0) resolve();
            return;
          }
          ended += 1;
          // Not in the same turn: a stack of calls that never wait would not end.
          queueMicrotask(again);
        });
      again();
    }
  });
  await sleep(ms);
  isOver = true;
  await idle;
  return ended;
}

export interface Steady {
  readonly calls: number;
  /** From the caller's frame to the callee's, ms each. */
  readonly ringMs: readonly number[];
  /** Calls that came due while every pair was busy, and were made when one was free. */
  readonly late: number;
  /** How much later than they were due the generator came to its calls, ms each: its own stalls, which are in no other figure. */
  readonly delaysMs: readonly number[];
}

/**
 * Calls at a steady rate whatever the server does, at random times as independent people call (exponential gaps), for `ms`.
 * A ring that waited for a free pair counts from the time it was due.
 */
export async function callSteadily(pairs: readonly Pair[], perSecond: number, ms: number): Promise<Steady> {
  const ringMs: number[] = [];
  const delaysMs: number[] = [];
  const free = [...pairs];
  const due: number[] = [];
  let late = 0;
  let calls = 0;
  let busy = 0;
  let isOver = false;
  let allEnded = () => {};

  const begin = (pair: Pair, dueAt: number) => {
    const waited = performance.now() - dueAt;
    busy += 1;
    pair.call((ring) => {
      ringMs.push(waited + ring);
      calls += 1;
      busy -= 1;
      const next = due.shift();
      if (next !== undefined) begin(pair, next);
      else free.push(pair);
      if (isOver && busy === 0) allEnded();
    });
  };

  const startedAt = performance.now();
  const gap = () => (-Math.log(1 - Math.random()) * 1_000) / perSecond;
  let nextAt = startedAt + gap();
  while (performance.now() - startedAt < ms) {
    await sleep(1);
    for (const now = performance.now(); nextAt <= now; nextAt += gap()) {
      delaysMs.push(now - nextAt);
      // The one that has rested longest: a few that make all the calls would come upon what one link may send.
      const pair = free.shift();
      if (pair) begin(pair, now);
      else {
        late += 1;
        due.push(now);
      }
    }
  }
  isOver = true;
  if (busy > 0) {
    await new Promise<void>((resolve) => {
      allEnded = resolve;
    });
  }
  return { calls, ringMs, late, delaysMs };
}
