import type { LocalMedia } from '../plane.js';
import type { StatsReport } from '../stats.js';
import { LevelMeter, type Levels, MicrophoneMeter } from '../volume.js';

/** Half of the second that volume events are apart: what they tell is never older. */
const INTERVAL_MS = 500;
/** With more than so many paths every second reading is left out: each costs a millisecond or two of the page. */
const FEW = 2;

export type Reports = ReadonlyMap<string, StatsReport>;

/** Reads every path's statistics at intervals, once for all who need them, and so knows volumes and when media last came. */
export class LevelMonitor {
  readonly #read: () => Promise<Reports>;
  readonly #onReading: (reports: Reports, levels: ReadonlyMap<string, Levels>) => void;
  #reports: Reports = new Map();
  #meters: ReadonlyMap<string, LevelMeter> = new Map();
  readonly #microphone: MicrophoneMeter;
  #remote: ReadonlyMap<string, number> = new Map();
  #local = 0;
  #heardAt = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setInterval> | undefined;
  #reading = false;
  #rests = false;
  #closed = false;

  constructor(
    local: LocalMedia,
    read: () => Promise<Reports>,
    onReading: (reports: Reports, levels: ReadonlyMap<string, Levels>) => void,
  ) {
    this.#read = read;
    this.#onReading = onReading;
    this.#microphone = new MicrophoneMeter(local);
  }

  /** By user, as last read. */
  get reports(): Reports {
    return this.#reports;
  }

  /** 0–100 by user. */
  get remote(): ReadonlyMap<string, number> {
    return this.#remote;
  }

  get local(): number {
    return this.#local;
  }

  /** ms since RTP came from anybody, known to half a second, or a whole one; Infinity: never. */
  idleFor(): number {
    return performance.now() - this.#heardAt;
  }

  start(): void {
    this.#timer ??= setInterval(() => void this.#look(), INTERVAL_MS);
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
    this.#microphone.close();
  }

  async #look(): Promise<void> {
    this.#rests = !this.#rests && this.#reports.size > FEW;
    if (this.#reading || this.#rests) return;
    this.#reading = true;
    const reports = await this.#read();
    this.#reading = false;
    if (this.#closed) return;
    this.#reports = reports;
    this.#meters = new Map([...reports.keys()].map((id) => [id, this.#meters.get(id) ?? new LevelMeter()]));
    const levels = new Map<string, Levels>();
    for (const [userId, meter] of this.#meters) {
      const report = reports.get(userId);
      if (report) levels.set(userId, meter.read(report));
    }
    const all = [...levels.values()];
    if (all.some(({ packets }) => packets > 0)) this.#heardAt = performance.now();
    this.#remote = new Map([...levels].map(([userId, { remote }]) => [userId, remote]));
    const local = all.find((one) => one.local !== null)?.local;
    this.#local = local ?? (all.some(({ sending }) => sending) ? this.#microphone.read() : 0);
    this.#onReading(reports, levels);
  }
}
