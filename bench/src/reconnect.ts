// A server is killed and started again: how long until all of its devices are back, and how long a call made meanwhile rings.
import { setTimeout as sleep } from 'node:timers/promises';
import { Backoff } from '../../packages/engine/src/link/backoff.js';
import { CallFrames, PLAIN_CALL } from './load/call.js';
import { Client, Refused } from './load/client.js';
import { learnShape } from './load/fleet.js';
import { logInAll } from './load/logins.js';
import { Pair } from './load/pair.js';
import { ringbackScript } from './load/scripts.js';
import type { Shape } from './load/shape.js';
import { quantile } from './measure/statistics.js';
import { decimals, table, whole } from './measure/table.js';
import { Child } from './processes/child.js';
import { describeCores, divideCores } from './processes/cores.js';
import { addIdleDevices } from './runs/idle-devices.js';
import { withScratch } from './runs/scratch.js';
import { serverSettings } from './runs/settings.js';

const DEVICES = 5_000;
const CALLING_PAIRS = 20;
const BETWEEN_CALLS_MS = 50;
/** How long the server is away. */
const AWAY_MS = 2_000;

const cores = divideCores();

/** Comes back as an engine does: with its claim, after the engine's own back-off. */
async function comeBack(url: string, lost: Client): Promise<Client> {
  const backoff = new Backoff(Math.random);
  let asked: number | undefined;
  for (;;) {
    await sleep(backoff.next(asked));
    try {
      return await Client.login(url, lost.userId, lost.claim);
    } catch (error) {
      // The server is away, or does not take more just now.
      asked = error instanceof Refused ? error.retryAfterMs : undefined;
    }
  }
}

interface Meanwhile {
  readonly rings: number[];
  isOver: boolean;
}

async function callMeanwhile(
  caller: Client,
  callee: Client,
  shape: Shape,
  meanwhile: Meanwhile,
): Promise<void> {
  const pair = new Pair(
    { caller, callee },
    shape,
    ringbackScript(new CallFrames(caller, callee), PLAIN_CALL),
  );
  while (!meanwhile.isOver) {
    await new Promise<void>((resolve) =>
      pair.call((ringMs) => {
        meanwhile.rings.push(ringMs);
        resolve();
      }),
    );
    await sleep(BETWEEN_CALLS_MS);
  }
}

await withScratch(async (data) => {
  const first = await Child.start('ringback', { cores, env: serverSettings(data) });
  const url = `ws://127.0.0.1:${first.port}`;
  const shape = await learnShape(url, PLAIN_CALL);
  const names = (role: string) => Array.from({ length: CALLING_PAIRS }, (_, index) => `${role}-${index}`);
  const callers = await logInAll(url, names('caller'));
  const callees = await logInAll(url, names('callee'));
  const idle = await addIdleDevices(url, 0, DEVICES);

  await first.kill();
  const meanwhile: Meanwhile = { rings: [], isOver: false };
  let resumed = 0;
  const returns = idle.map(async (client) => {
    const back = await comeBack(url, client);
    if (back.resumed) resumed += 1;
  });
  const calls = callers.map(async (caller, index) => {
    const callee = callees[index];
    if (!callee) throw new Error('there are as many callees as callers');
    const ends = await Promise.all([comeBack(url, caller), comeBack(url, callee)]);
    await callMeanwhile(...ends, shape, meanwhile);
  });
  await sleep(AWAY_MS);
  const startedAt = performance.now();
  const second = await Child.start('ringback', {
    cores,
    env: serverSettings(data, { RINGBACK_PORT: String(first.port) }),
  });
  const listeningAt = performance.now();
  await Promise.all(returns);
  const backAt = performance.now();
  meanwhile.isOver = true;
  await Promise.all(calls);
  await second.kill();

  const seconds = (ms: number) => decimals(ms / 1_000, 1);
  console.log(`${describeCores(cores)}; the server was away for ${seconds(AWAY_MS)} s\n`);
  console.log(
    table(
      ['', ''],
      [
        ['devices', whole(DEVICES)],
        ['resumed, the others logged in anew', whole(resumed)],
        ['from the start of the process until it listens, s', seconds(listeningAt - startedAt)],
        ['until all devices are back, s', seconds(backAt - listeningAt)],
        ['calls made meanwhile', whole(meanwhile.rings.length)],
        ...[0.5, 0.95, 0.99].map((q) => [
          `ring of a call made meanwhile, p${q * 100}, ms`,
          meanwhile.rings.length > 0 ? decimals(quantile(meanwhile.rings, q), 1) : '–',
        ]),
      ],
    ),
  );
  process.exit(0);
});
