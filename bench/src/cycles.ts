// Call cycles a second (call, ring, accept, hang up), every commit on the disk before it is answered, beside a bare `ws` relay of the
// same frames and bytes.
import { sum } from './load/shape.js';
import { rounds } from './measure/statistics.js';
import { decimals, percent, spread, table, verdict, whole } from './measure/table.js';
import { describeCores, divideCores } from './processes/cores.js';
import { closedLoopRound, type Round } from './runs/closed-loop.js';
import { readOptions } from './runs/options.js';
import { checkRecords } from './runs/records.js';
import { type Rivals, startRivals } from './runs/rivals.js';
import { withScratch } from './runs/scratch.js';

const BAR = 0.5;
/** call, alerted, accept, hangup. */
const COMMITS_PER_CYCLE = 4;
/** Compilers have finished and tables have grown by then. */
const WARM_UP_MS = 4_000;

const options = readOptions({ pairs: 200, rounds: 5, seconds: 5 });
const cores = divideCores();

await withScratch(async (data) => {
  const rivals = await startRivals({ ...options, cores, data });
  console.log(headline(rivals));
  const ringback: Round[] = [];
  const relay: Round[] = [];
  let cycles = (await closedLoopRound(rivals.ringback, WARM_UP_MS)).cycles;
  await closedLoopRound(rivals.relay, WARM_UP_MS);
  for (let round = 0; round < options.rounds; round += 1) {
    ringback.push(await closedLoopRound(rivals.ringback, options.seconds * 1_000));
    relay.push(await closedLoopRound(rivals.relay, options.seconds * 1_000));
  }
  await rivals.stop();
  cycles += ringback.reduce((all, round) => all + round.cycles, 0);
  checkRecords(data, cycles);
  console.log(report(ringback, relay));
});

function headline({ shape }: Rivals): string {
  const { in: framesIn, out, bytesIn, bytesOut } = sum(shape);
  return (
    `${options.pairs} pairs in parallel, ${options.rounds} rounds of ${options.seconds} s each, ${describeCores(cores)}\n` +
    `a call: ${framesIn} frames (${bytesIn} bytes) to the server, ${out} frames (${bytesOut} bytes) from it\n`
  );
}

function report(ringback: readonly Round[], relay: readonly Round[]): string {
  const row = (name: string, all: readonly Round[]) => {
    const of = (figure: (round: Round) => number) => rounds(all.map(figure));
    return [
      name,
      spread(of((round) => round.cyclesPerS)),
      spread(of((round) => round.cyclesPerCpuS)),
      percent(of((round) => round.serverLoad).median),
      percent(of((round) => round.generatorLoad).median),
    ];
  };
  const ratios = (figure: (round: Round) => number) =>
    rounds(ringback.map((round, index) => figure(round) / figure(relay[index] ?? round)));
  const ratio = ratios((round) => round.cyclesPerS);
  const cpuRatio = ratios((round) => round.cyclesPerCpuS);
  const total = (figure: (round: Round) => number) => ringback.reduce((all, round) => all + figure(round), 0);
  const seconds = total((round) => round.seconds);
  const transactions = total((round) => round.transactions);
  const commits = total((round) => round.cycles) * COMMITS_PER_CYCLE;
  return [
    table(
      ['', 'cycles/s', 'cycles per CPU second', 'server core', 'generator core'],
      [row('Ringback', ringback), row('bare relay', relay)],
    ),
    '',
    `ratio ${percent(ratio.median)} (${percent(ratio.least)}–${percent(ratio.most)}), bar ${percent(BAR)}: ${verdict(ratio.median >= BAR)}`,
    `ratio by CPU time ${percent(cpuRatio.median)} (${percent(cpuRatio.least)}–${percent(cpuRatio.most)})`,
    `${whole(commits / seconds)} commits/s in ${whole(transactions / seconds)} transactions/s (one fdatasync each), ` +
      `${decimals(commits / transactions, 1)} commits a transaction; ` +
      `COMMIT took ${decimals(total((round) => round.commitMs) / transactions, 2)} ms on average, ${percent(total((round) => round.commitMs) / 1_000 / seconds)} of the time`,
  ].join('\n');
}
