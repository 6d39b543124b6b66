// Several people in a group call on the mesh, with cameras, for a minute: what each gets of each other, and what it costs. All of them are on this
// one machine, which therefore does the work of as many laptops.
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Browser } from '@playwright/test';
import { median, quantile } from './measure/statistics.js';
import { decimals, percent, table } from './measure/table.js';
import type { PathFigures, Side } from './media/side.js';
import type { Child } from './processes/child.js';
import { count } from './runs/options.js';
import { withPages } from './runs/pages.js';

/** Until sizes and rates have found their level. */
const SETTLES_MS = 15_000;
const STANDS_WITHIN_MS = 60_000;

const { values } = parseArgs({
  options: {
    people: { type: 'string' },
    seconds: { type: 'string' },
    // As two cores carry them, which encode and decode for everybody.
    quality: { type: 'string', default: '180p' },
    fps: { type: 'string' },
  },
});
const { quality } = values;
const people = count('people', values.people, 6);
const seconds = count('seconds', values.seconds, 60);
const fps = count('fps', values.fps, 10);
if (people < 2) throw new RangeError('--people is a whole number from 2');

/** CPU seconds so far, by the kind of process. */
type Spent = ReadonlyMap<string, number>;

async function spent(browser: Browser, server: Child): Promise<Spent> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const all = new Map([['server', (await server.usage()).cpuMs / 1_000]]);
  for (const { type, cpuTime } of processInfo) all.set(type, (all.get(type) ?? 0) + cpuTime);
  return all;
}

async function everyPath(sides: readonly Side[]): Promise<PathFigures[]> {
  const paths = await Promise.all(sides.map((side) => side.do('figures')));
  return paths.flat();
}

/** Pictures come on every path. */
async function stands(sides: readonly Side[]): Promise<void> {
  const until = performance.now() + STANDS_WITHIN_MS;
  for (;;) {
    const paths = await Promise.all(sides.map((side) => side.do('figures')));
    const shown = paths.map((ofOne) => ofOne.filter(({ frames }) => frames > 0).length);
    if (shown.every((count) => count === people - 1)) return;
    if (performance.now() > until) throw new Error(await told(sides, shown));
    await sleep(500);
  }
}

/** What there is where not all see all, side by side: a path may stand at one end only. */
async function told(sides: readonly Side[], shown: readonly number[]): Promise<string> {
  const all = await Promise.all(sides.map((side) => side.do('paths')));
  const lines = all.flatMap(({ made, open }, index) => [
    `person-${index}: ${shown[index]} of ${people - 1} paths bring pictures, ${made} connections were made, open are`,
    ...open.map((state) => `  ${state}`),
  ]);
  return ['not all see all', ...lines].join('\n');
}

/** Between the two, for each direction. */
function report(before: readonly PathFigures[], after: readonly PathFigures[], took: number): string {
  if (before.length !== after.length) throw new Error('a path broke meanwhile');
  const grew = (figure: keyof PathFigures) =>
    after.map((path, index) => path[figure] - (before[index]?.[figure] ?? 0));
  const samples = grew('samples');
  const concealed = grew('concealed').map((count, index) => count / Math.max(samples[index] ?? 0, 1));
  const row = (name: string, figures: readonly number[], print: (value: number) => string) => [
    name,
    ...[median(figures), quantile(figures, 0), quantile(figures, 1)].map(print),
  ];
  const one = (value: number) => decimals(value, 1);
  const perSecond = (figure: keyof PathFigures) => grew(figure).map((value) => value / took);
  return table(
    [`each of ${after.length} directions`, 'median', 'least', 'most'],
    [
      row('decoded frames a second', perSecond('frames'), one),
      row(
        'lines of the picture, at the end',
        after.map(({ lines }) => lines),
        (value) => decimals(value, 0),
      ),
      row(
        'video, kbit/s',
        perSecond('bytes').map((bytes) => (bytes * 8) / 1_000),
        (value) => decimals(value, 0),
      ),
      row('audio packets a second', perSecond('audioPackets'), one),
      row('sound that was made up for what was missing', concealed, percent),
    ],
  );
}

function cost(before: Spent, after: Spent, took: number): string {
  const cores = [...after].map(([kind, sum]) => [kind, (sum - (before.get(kind) ?? 0)) / took] as const);
  const pages = cores.find(([kind]) => kind === 'renderer')?.[1] ?? 0;
  const rows = [...cores, ['one page (renderer)', pages / people] as const];
  return table(
    ['CPU', 'cores'],
    rows.map(([kind, busy]) => [kind, decimals(busy, 3)]),
  );
}

await withPages(fps, async ({ browser, server, open }) => {
  const userIDs = Array.from({ length: people }, (_, index) => `person-${index}`);
  const sides: Side[] = [];
  for (const userID of userIDs) sides.push(await open('mesh', userID, { quality }));
  const [caller, ...others] = sides;
  await caller?.do('callAll', userIDs.slice(1));
  await Promise.all(others.map((side) => side.do('comeIn', userIDs)));
  await stands(sides);
  await sleep(SETTLES_MS);

  const from = performance.now();
  const [pathsBefore, spentBefore] = [await everyPath(sides), await spent(browser, server)];
  await sleep(seconds * 1_000);
  const [pathsAfter, spentAfter] = [await everyPath(sides), await spent(browser, server)];
  const took = (performance.now() - from) / 1_000;
  console.log(
    `${people} people with cameras of ${quality} at ${fps} frames a second, each shows all others, for ${decimals(took, 0)} s; all in one Chromium\n`,
  );
  console.log(`${report(pathsBefore, pathsAfter, took)}\n\n${cost(spentBefore, spentAfter, took)}`);
});
