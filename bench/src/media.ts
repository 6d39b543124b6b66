// From the press of the answer button to the first picture and the first sound, beside two pages that have nothing but the browser.
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { signUserSig } from '@ringback/server';
import { APP } from './load/client.js';
import { median, quantile } from './measure/statistics.js';
import { decimals, table, verdict } from './measure/table.js';
import { type Answered, launchBrowser, Side } from './media/side.js';
import { openSite } from './media/site.js';
import { Child } from './processes/child.js';
import { withScratch } from './runs/scratch.js';
import { serverSettings } from './runs/settings.js';

const MOST_RATIO = 1.1;
/** Nobody answers sooner; by then the camera is open and what can be prepared is. */
const RINGS_FOR_MS = 1_500;
/** Before the next call: what the one before held is let go. */
const BETWEEN_MS = 500;

const { values } = parseArgs({ options: { calls: { type: 'string', default: '30' } } });
const calls = Number(values.calls);
if (!Number.isInteger(calls) || calls < 1) throw new RangeError('--calls is a whole number from 1');

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

function row(name: string, samples: readonly number[]): string[] {
  const [low, middle, high] = [quantile(samples, 0.05), median(samples), quantile(samples, 0.95)];
  return [name, ...[middle, low, high].map((ms) => decimals(ms, 0))];
}

await withScratch(async (data) => {
  const env = serverSettings(data, { RINGBACK_ALLOWED_ORIGINS: '*' });
  const server = await Child.start('ringback', {
    cores: { kind: 'unpinned', why: 'browsers run beside it' },
    env,
  });
  const site = await openSite();
  const browser = await launchBrowser(30);
  try {
    const { sdkAppId, secretKey } = APP;
    const options = { SDKAppID: sdkAppId, serverURL: `http://localhost:${server.port}` };
    const login = (userID: string) => ({
      options,
      userID,
      userSig: signUserSig({ sdkAppId, secretKey, userId: userID, expire: 86_400, now: Date.now() }),
    });
    const open = async (name: string, page: string): Promise<Rival> => ({
      name,
      caller: await Side.open(browser, `${site.url}/${page}.html`, login('caller')),
      callee: await Side.open(browser, `${site.url}/${page}.html`, login('callee')),
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
          row('first decoded frame, Ringback', frames(ringback)),
          row('first decoded frame, bare connections', frames(bare)),
          row('first audio packet, Ringback', audio(ringback)),
          row('first audio packet, bare connections', audio(bare)),
        ],
      ),
    );
    const ratio = median(frames(ringback)) / median(frames(bare));
    console.log(
      `\nfirst frame: ${decimals(ratio, 2)} × the bare connections' (bar: at most ${MOST_RATIO}): ${verdict(ratio <= MOST_RATIO)}` +
        `\nfirst audio packet: ${decimals(median(audio(ringback)) / median(audio(bare)), 2)} ×`,
    );
  } finally {
    await browser.close();
    await site.close();
    await server.kill();
  }
});
