// From the press of the answer button to the first picture and the first sound, beside two pages that have nothing but the browser.
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { median } from './measure/statistics.js';
import { decimals, percentiles, table, verdict } from './measure/table.js';
import type { Answered, Side } from './media/side.js';
import { count } from './runs/options.js';
import { withPages } from './runs/pages.js';

const MOST_RATIO = 1.1;
/** Nobody answers sooner; by then the camera is open and what can be prepared is. */
const RINGS_FOR_MS = 1_500;
/** Before the next call: what the one before held is let go. */
const BETWEEN_MS = 500;

const { values } = parseArgs({ options: { calls: { type: 'string' } } });
const calls = count('calls', values.calls, 30);

interface Rival {
  readonly name: string;
  readonly caller: Side;
  readonly callee: Side;
  readonly answers: Answered[];
}

async function callOnce({ caller, callee, answers }: Rival): Promise<void> {
  const rings = callee.do('rings');
  await caller.do('call', 'callee');
  await rings;
  await sleep(RINGS_FOR_MS);
  answers.push(await callee.do('answer'));
  const over = callee.do('over');
  await caller.do('hangUp');
  await over;
  await sleep(BETWEEN_MS);
}

await withPages(30, async ({ open: openPage }) => {
  const open = async (name: string, page: string): Promise<Rival> => ({
    name,
    caller: await openPage(page, 'caller'),
    callee: await openPage(page, 'callee'),
    answers: [],
  });
  const ringback = await open('Ringback', 'ringback');
  const bare = await open('bare connections', 'bare');
  // The first call of each loads what is loaded once.
  for (const rival of [ringback, bare]) {
    await callOnce(rival);
    rival.answers.length = 0;
  }
  for (let call = 0; call < calls; call += 1) {
    await callOnce(ringback);
    await callOnce(bare);
  }

  const frames = ({ answers }: Rival) => answers.map(({ frameMs }) => frameMs);
  const audio = ({ answers }: Rival) => answers.map(({ audioMs }) => audioMs);
  console.log(`${calls} calls each, alternating; ms from the press of the button, at the callee\n`);
  console.log(
    table(
      ['', 'median', 'p5', 'p95'],
      [
        percentiles('first decoded frame, Ringback', frames(ringback)),
        percentiles('first decoded frame, bare connections', frames(bare)),
        percentiles('first audio packet, Ringback', audio(ringback)),
        percentiles('first audio packet, bare connections', audio(bare)),
      ],
    ),
  );
  const ratio = median(frames(ringback)) / median(frames(bare));
  console.log(
    `\nfirst frame: ${decimals(ratio, 2)} × the bare connections' (bar: at most ${MOST_RATIO}): ${verdict(ratio <= MOST_RATIO)}` +
      `\nfirst audio packet: ${decimals(median(audio(ringback)) / median(audio(bare)), 2)} ×`,
  );
});
