// What a commit costs by the number of people in a call, and what a whole call sends through the gateway. Everybody in a call is told what
// one of them does, so the cost may grow with their number, and not with its square.
import { setTimeout as sleep } from 'node:timers/promises';
import { APP } from './load/client.js';
import { GroupCall, type Traffic } from './load/group.js';
import { begin, comeAndGo, end, mute, wholeCall } from './load/group-scripts.js';
import { logInAll } from './load/logins.js';
import { median } from './measure/statistics.js';
import { decimals, table, verdict, whole } from './measure/table.js';
import { Child } from './processes/child.js';
import { describeCores, divideCores } from './processes/cores.js';
import { readOptions } from './runs/options.js';
import { withScratch } from './runs/scratch.js';
import { serverSettings } from './runs/settings.js';

const SIZES = [3, 6, 9, 18, 36];
/** Of calls on the mesh. */
const WHOLE_CALLS = [3, 6, 9];
/** Each further one who is told may cost so much more in the largest calls than in the middle ones: 1 is linear, quadratic would be 2. */
const BAR = 1.5;
const WARM_UP_MS = 3_000;

/** The same people in calls of each size. */
const { pairs, rounds, seconds, log } = readOptions({ pairs: 144, rounds: 3, seconds: 3 });
const PEOPLE = 2 * pairs;
const cores = divideCores();

/** CPU of the server for one commit, µs. */
interface Costs {
  readonly mute: number[];
  readonly comeAndGo: number[];
}

await withScratch(async (data) => {
  const limits = { commandsPer10s: 0, callsPerMinute: 0, unansweredPerPairIn5Min: 0, invitesPerMinute: 0 };
  const apps = JSON.stringify([{ ...APP, limits, maxMembers: Math.max(...SIZES) }]);
  const env = serverSettings(data, { RINGBACK_APPS: apps, RINGBACK_LOG_LEVEL: log });
  const server = await Child.start('ringback', { cores, env });
  const people = await logInAll(
    `ws://127.0.0.1:${server.port}`,
    Array.from({ length: PEOPLE }, (_, index) => `person-${index}`),
  );
  const callsOf = (size: number) =>
    Array.from(
      { length: Math.floor(PEOPLE / size) },
      (_, index) => new GroupCall(people.slice(index * size, (index + 1) * size)),
    );

  const costs = new Map<number, Costs>(SIZES.map((size) => [size, { mute: [], comeAndGo: [] }]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [size, { mute: muting, comeAndGo: coming }] of costs) {
      const calls = callsOf(size);
      await Promise.all(calls.map(begin));
      // The first round is for compilers to finish.
      const ms = round === 0 ? WARM_UP_MS / SIZES.length : seconds * 1_000;
      const [muted, came] = [
        await costOf(server, calls, mute, ms),
        await costOf(server, calls, comeAndGo, ms),
      ];
      if (round > 0) {
        muting.push(muted);
        coming.push(came);
      }
      await Promise.all(calls.map(end));
    }
  }

  const traffic = new Map<number, Traffic>();
  for (const size of WHOLE_CALLS) {
    const call = new GroupCall(people.slice(0, size));
    await wholeCall(call);
    await sleep(100);
    traffic.set(size, call.traffic);
  }
  await server.stop();
  console.log(`${PEOPLE} people, ${rounds} rounds of ${seconds} s for each size, ${describeCores(cores)}\n`);
  console.log(`${costReport(costs)}\n\n${trafficReport(traffic)}`);
});

/** All calls at once go on with it for so long. */
async function costOf(
  server: Child,
  calls: readonly GroupCall[],
  act: (call: GroupCall, turn: number) => Promise<number>,
  ms: number,
): Promise<number> {
  const before = await server.usage();
  const until = performance.now() + ms;
  const commits = await Promise.all(
    calls.map(async (call) => {
      let made = 0;
      for (let turn = 0; performance.now() < until; turn += 1) made += await act(call, turn);
      return made;
    }),
  );
  const { cpuMs } = await server.usage();
  return ((cpuMs - before.cpuMs) * 1_000) / commits.reduce((all, made) => all + made, 0);
}

function costReport(costs: ReadonlyMap<number, Costs>): string {
  const muting = growthOf(costs, (cost) => cost.mute);
  const coming = growthOf(costs, (cost) => cost.comeAndGo);
  const rows = muting.map((mutes, index) => [
    String(mutes.people),
    ...[mutes, coming[index]].flatMap((cost) => [whole(cost?.cost ?? 0), decimals(cost?.further ?? 0, 1)]),
  ]);
  const line = (what: string, growth: readonly Growth[]) => {
    const [middle, largest] = growth.slice(-2).map(({ further }) => further);
    const ratio = (largest ?? 0) / (middle ?? 0);
    return `${what}: each further one costs ${decimals(ratio, 2)} times as much in the largest calls, bar ${BAR}: ${verdict(ratio <= BAR)}`;
  };
  return [
    table(['people', 'mute, µs CPU', 'each further one', 'leave or join, µs CPU', 'each further one'], rows),
    '',
    line('mute', muting),
    line('leave or join', coming),
  ].join('\n');
}

interface Growth {
  readonly people: number;
  /** µs for one commit. */
  readonly cost: number;
  /** What each one who is told beyond the calls of the size before adds to it, µs. */
  readonly further: number;
}

function growthOf(costs: ReadonlyMap<number, Costs>, of: (cost: Costs) => readonly number[]): Growth[] {
  let before = { people: 1, cost: 0 };
  return [...costs].map(([people, cost]) => {
    const here = { people, cost: median(of(cost)) };
    const further = (here.cost - before.cost) / (people - before.people);
    before = here;
    return { ...here, further };
  });
}

function trafficReport(traffic: ReadonlyMap<number, Traffic>): string {
  return table(
    ['a whole call of', 'pairs', 'frames in', 'kB in', 'frames out', 'kB out', 'kB for each pair'],
    [...traffic].map(([size, { framesIn, bytesIn, framesOut, bytesOut }]) => {
      const pairs = (size * (size - 1)) / 2;
      const kB = (bytes: number) => decimals(bytes / 1_000, 1);
      return [
        String(size),
        String(pairs),
        whole(framesIn),
        kB(bytesIn),
        whole(framesOut),
        kB(bytesOut),
        kB((bytesIn + bytesOut) / pairs),
      ];
    }),
  );
}
