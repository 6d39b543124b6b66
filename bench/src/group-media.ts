// A group of three: from the last press of an answer button to the last first picture that comes of it at anybody, beside three pages that have
// nothing but the browser.
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { median } from './measure/statistics.js';
import { decimals, percentiles, table } from './measure/table.js';
import type { Side } from './media/side.js';
import { count } from './runs/options.js';
import { withPages } from './runs/pages.js';

/** Nobody answers sooner; by then the camera is open and what can be prepared is. */
const RINGS_FOR_MS = 1_500;
/** Before the next call: what the one before held is let go. */
const BETWEEN_MS = 500;
const PEOPLE = ['person-0', 'person-1', 'person-2'];

const { values } = parseArgs({ options: { calls: { type: 'string' } } });
const calls = count('calls', values.calls, 20);

interface Rival {
  readonly name: string;
  readonly sides: readonly Side[];
  /** From the last press to the last first picture, ms. */
  readonly took: number[];
  /** Calls in which some pictures never came, in words. */
  readonly lost: string[];
}

/** Chromium's own connections do not always come up on a busy machine, the bare ones among them: such a call is counted apart. */
async function callOnce({ name, sides, took, lost }: Rival): Promise<void> {
  try {
    took.push(await lastPicture(sides));
  } catch (error) {
    lost.push(`${name}: ${error instanceof Error ? error.message : error}`);
  }
  await Promise.all(sides.map((side) => side.do('leave')));
  await sleep(BETWEEN_MS);
}

/** The first calls all, the second answers and is seen, and then the third answers. */
async function lastPicture(sides: readonly Side[]): Promise<number> {
  const [first, second, third] = sides as readonly [Side, Side, Side];
  await first.do('callAll', PEOPLE.slice(1));
  await sleep(RINGS_FOR_MS);
  await second.do('comeIn', PEOPLE.slice(0, 1));
  await Promise.all([first, second].map((side) => side.do('framed', 1)));
  await sleep(BETWEEN_MS);
  const pressed = third.do('comeIn', PEOPLE.slice(0, 2));
  const frames = await Promise.all(sides.map((side) => side.do('framed', 2)));
  return Math.max(...frames) - (await pressed);
}

await withPages(30, async ({ open }) => {
  const rival = async (name: string, page: string): Promise<Rival> => {
    const sides: Side[] = [];
    for (const userID of PEOPLE) sides.push(await open(page, userID));
    return { name, sides, took: [], lost: [] };
  };
  const ringback = await rival('Ringback', 'mesh');
  const bare = await rival('bare connections', 'bare-mesh');
  // The first call of each loads what is loaded once.
  for (const one of [ringback, bare]) {
    await callOnce(one);
    one.took.length = 0;
    one.lost.length = 0;
  }
  for (let call = 0; call < calls; call += 1) {
    await callOnce(ringback);
    await callOnce(bare);
  }
  console.log(
    `${calls} calls of three each, alternating; ms from the last press to the last first picture\n`,
  );
  const rows = [ringback, bare].map(({ name, took }) => percentiles(name, took));
  console.log(table(['last first decoded frame', 'median', 'p5', 'p95'], rows));
  for (const { lost } of [ringback, bare]) for (const line of lost) console.log(`did not come up: ${line}`);
  console.log(`\n${decimals(median(ringback.took) / median(bare.took), 2)} × the bare connections'`);
});
