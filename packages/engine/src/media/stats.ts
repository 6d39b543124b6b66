import type { PathSample } from './plane.js';

/** One entry of `getStats()`. Browsers leave members out, so every read says what it expects. */
export type StatsEntry = Readonly<Record<string, unknown>> & { readonly type: string; readonly id: string };

/** A report of `getStats()`, as far as it is read. */
export type StatsReport = Pick<RTCStatsReport, 'forEach'>;

/** The figures of a path; who it leads to and whether it stands is known elsewhere. */
export type PathFigures = Pick<PathSample, 'delay' | 'upLoss' | 'downLoss'>;

/** Real RTP statistics of one path, as growth since the reading before. */
export class PathMeter {
  readonly #sent = new Growth();
  readonly #received = new Growth();

  read(report: StatsReport): PathFigures {
    const entries = entriesOf(report);
    return { ...this.#up(entries), downLoss: this.#down(entries) };
  }

  /**
   * What the other side reports about our packets. Its last report's `fractionLost` counts rather than the growth of
   * `packetsLost`: reports about sound come every 5 s, so most intervals between readings have none.
   */
  #up(entries: readonly StatsEntry[]): Pick<PathFigures, 'delay' | 'upLoss'> {
    let sent = 0;
    let lost = 0;
    const delays: number[] = [];
    for (const report of entries.filter((entry) => entry.type === 'remote-inbound-rtp')) {
      const stream = entries.find((entry) => entry.id === report.localId);
      const packets = stream && this.#sent.since(stream.id, { packets: number(stream.packetsSent) });
      const fraction = number(report.fractionLost);
      // A stream that sends nothing (a closed camera) keeps its last report for good.
      if (!packets || packets.packets === 0) continue;
      if (fraction !== null) {
        sent += packets.packets;
        lost += fraction * packets.packets;
      }
      const delay = number(report.roundTripTime);
      if (delay !== null) delays.push(delay);
    }
    // The other side's first report comes late; the pair of addresses knows its own round trip before, s.
    const delay =
      delays.length > 0 ? Math.max(...delays) : number(selectedPair(entries)?.currentRoundTripTime);
    return {
      delay: delay === null ? null : Math.round(delay * 1_000),
      upLoss: sent === 0 ? null : percent(lost / sent),
    };
  }

  #down(entries: readonly StatsEntry[]): number | null {
    let received = 0;
    let lost = 0;
    for (const stream of entries.filter((entry) => entry.type === 'inbound-rtp')) {
      const grown = this.#received.since(stream.id, {
        packets: number(stream.packetsReceived),
        lost: number(stream.packetsLost),
      });
      received += grown.packets;
      lost += grown.lost;
    }
    return received + lost === 0 ? null : percent(lost / (received + lost));
  }
}

/** Counters, and by how much they grew between two readings. */
export class Growth {
  readonly #before = new Map<string, Readonly<Record<string, number>>>();

  /**
   * A counter that is new, or a first counter that went back (the browser began to count anew), has grown by its whole
   * value. Another one that goes back has not grown: a packet that comes late takes a loss back.
   */
  since<K extends string>(id: string, counters: Readonly<Record<K, number | null>>): Record<K, number> {
    const before = this.#before.get(id);
    const names = Object.keys(counters) as K[];
    const now = Object.fromEntries(names.map((name) => [name, counters[name] ?? 0])) as Record<K, number>;
    this.#before.set(id, now);
    const [leader] = names;
    const anew = !before || leader === undefined || now[leader] < (before[leader] ?? 0);
    if (anew) return now;
    const grown = names.map((name) => [name, Math.max(0, now[name] - (before[name] ?? 0))]);
    return Object.fromEntries(grown) as Record<K, number>;
  }
}

export function entriesOf(report: StatsReport): StatsEntry[] {
  const entries: StatsEntry[] = [];
  report.forEach((entry) => {
    entries.push(entry as StatsEntry);
  });
  return entries;
}

/** A finite number, or null where the browser does not tell. */
export function number(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** The pair of addresses in use. */
export function selectedPair(entries: readonly StatsEntry[]): StatsEntry | undefined {
  const selected = entries.find((entry) => entry.type === 'transport')?.selectedCandidatePairId;
  return entries.find(
    (entry) =>
      entry.type === 'candidate-pair' &&
      (selected === undefined
        ? entry.nominated === true && entry.state === 'succeeded'
        : entry.id === selected),
  );
}

/** 0–100 with one decimal. */
function percent(share: number): number {
  return Math.round(Math.min(1, Math.max(0, share)) * 1_000) / 10;
}
