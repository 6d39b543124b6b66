// Ring latency, from the caller's `call` to the callee's `received`, at half of the load that the server carries; beside the latency of
// a bare `ws` relay at the same rate and of one page's way to the disk.
import { callSteadily } from './load/pressure.js';
import { timePageSyncs } from './measure/disk.js';
import { quantile } from './measure/statistics.js';
import { decimals, table, verdict, whole } from './measure/table.js';
import { describeCores, divideCores } from './processes/cores.js';
import { closedLoopRound } from './runs/closed-loop.js';
import { readOptions } from './runs/options.js';
import { startRivals } from './runs/rivals.js';
import { withScratch } from './runs/scratch.js';

const BAR = 2;
const WARM_UP_MS = 4_000;
/** How long the load that the server carries is measured. */
const PEAK_MS = 6_000;
const SYNCS_PER_ROUND = 400;

const options = readOptions({ pairs: 200, rounds: 5, seconds: 6 });
const cores = divideCores();

await withScratch(async (data) => {
  const { ringback, relay, stop } = await startRivals({ ...options, cores, data });
  await closedLoopRound(ringback, WARM_UP_MS);
  await closedLoopRound(relay, WARM_UP_MS);
  const peak = await closedLoopRound(ringback, PEAK_MS);
  const rate = peak.cyclesPerS / 2;
  const rings: number[] = [];
  const relayed: number[] = [];
  const syncs: number[] = [];
  const delays: number[] = [];
  let late = 0;
  // What a steady load has in it that the other has not is compiled by then.
  await callSteadily(ringback.pairs, rate, WARM_UP_MS);
  await callSteadily(relay.pairs, rate, WARM_UP_MS);
  for (let round = 0; round < options.rounds; round += 1) {
    const here = await callSteadily(ringback.pairs, rate, options.seconds * 1_000);
    rings.push(...here.ringMs);
    late += here.late;
    const there = await callSteadily(relay.pairs, rate, options.seconds * 1_000);
    relayed.push(...there.ringMs);
    delays.push(...here.delaysMs, ...there.delaysMs);
    syncs.push(...timePageSyncs(data, SYNCS_PER_ROUND));
  }
  await stop();

  const row = (name: string, samples: readonly number[]) => [
    name,
    whole(samples.length),
    ...[0.5, 0.95, 0.99].map((q) => decimals(quantile(samples, q), 2)),
  ];
  const bar = BAR * (quantile(relayed, 0.99) + quantile(syncs, 0.99));
  const p99 = quantile(rings, 0.99);
  console.log(
    `${describeCores(cores)}; the server carries ${whole(peak.cyclesPerS)} cycles/s, measured at ${whole(rate)}/s; ` +
      `${whole(late)} calls waited for a free pair\n`,
  );
  console.log(
    table(
      ['ms', 'samples', 'p50', 'p95', 'p99'],
      [
        row('Ringback', rings),
        row('bare relay', relayed),
        row('fdatasync of a page', syncs),
        row('delay of the load generator', delays),
      ],
    ),
  );
  console.log(
    `\np99 ${decimals(p99, 2)} ms, bar ${BAR} × (relay + fdatasync) = ${decimals(bar, 2)} ms: ${verdict(p99 <= bar)}`,
  );
});
