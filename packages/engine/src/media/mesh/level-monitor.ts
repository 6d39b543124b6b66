import type { LocalMedia } from '../plane.js';
import type { StatsReport } from '../stats.js';
import { LevelMeter, MicrophoneMeter } from '../volume.js';

/** Half of the second that volume events are apart: what they tell is never older. */
const INTERVAL_MS = 500;

/** Reads every path's levels at intervals, and so knows when media last came. */
export class LevelMonitor {
  readonly #reports: () => Promise<ReadonlyMap<string, StatsReport>>;
  #meters: ReadonlyMap<string, LevelMeter> = new Map();
  readonly #microphone: MicrophoneMeter;
  #remote: ReadonlyMap<string, number> = new Map();
  #local = 0;
  #heardAt = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setInterval> | undefined;
  #reading = false;

  constructor(local: LocalMedia, reports: () => Promise<ReadonlyMap<string, StatsReport>>) {
    this.#reports = reports;
    this.#microphone = new MicrophoneMeter(local);
  }

  /** 0–100 by user. */
  get remote(): ReadonlyMap<string, number> {
    return this.#remote;
  }

  get local(): number {
    return this.#local;
  }

  /** ms since RTP came from anybody, known to half a second; Infinity: never. */
  idleFor(): number {
    return performance.now() - this.#heardAt;
  }

  start(): void {
    this.#timer ??= setInterval(() => void this.#read(), INTERVAL_MS);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#microphone.close();
  }

  async #read(): Promise<void> {
    if (this.#reading) return;
    this.#reading = true;
    const reports = await this.#reports();
    this.#reading = false;
    let local: number | null = null;
    let sending = false;
    const remote = new Map<string, number>();
    this.#meters = new Map([...reports.keys()].map((id) => [id, this.#meters.get(id) ?? new LevelMeter()]));
    for (const [userId, meter] of this.#meters) {
      const report = reports.get(userId);
      if (!report) continue;
      const levels = meter.read(report);
      remote.set(userId, levels.remote);
      if (levels.packets > 0) this.#heardAt = performance.now();
      local ??= levels.local;
      sending ||= levels.sending;
    }
    this.#remote = remote;
    this.#local = local ?? (sending ? this.#microphone.read() : 0);
  }
}
