import { PING_IDLE_MS, PING_IN_CALL_MS, PINGS_MISSED } from '@ringback/protocol';
import type { Cancel, Clock } from '../system/clock.js';

/** How often to ping: the user of the device is in a call or rings, or not. */
export type Pace = 'call' | 'idle';

const INTERVAL_MS: Readonly<Record<Pace, number>> = { call: PING_IN_CALL_MS, idle: PING_IDLE_MS };

export interface HeartbeatEvents {
  ping(): void;
  /** Nothing has come for as long as three pings take. Nothing follows. */
  silent(): void;
}

/**
 * Pings, and notices silence (scenarios: heartbeats). Whatever comes is a sign of life, and three intervals without one are a broken
 * link: in a call that is 6 s, so that the others learn of it within 9 s (S1-27). Silence is measured by timers, not by the time
 * of day, which may jump.
 */
export class Heartbeat {
  readonly #clock: Clock;
  readonly #bytesRead: () => number;
  readonly #events: HeartbeatEvents;
  #pace: Pace;
  #heardAt: number;
  #bytesHeard: number;
  #cancelPing: Cancel = () => {};
  #cancelSilence: Cancel = () => {};

  constructor(clock: Clock, pace: Pace, bytesRead: () => number, events: HeartbeatEvents) {
    this.#clock = clock;
    this.#pace = pace;
    this.#bytesRead = bytesRead;
    this.#events = events;
    this.#heardAt = clock.now();
    this.#bytesHeard = bytesRead();
    this.#begin();
  }

  /**
   * When the last byte came, server ms. It cannot be later than now nor longer ago than silence is borne, whatever has become
   * of the time of day meanwhile.
   */
  get heardAt(): number {
    const now = this.#clock.now();
    return Math.min(now, Math.max(this.#heardAt, now - this.#interval * PINGS_MISSED));
  }

  heard(): void {
    this.#heardAt = this.#clock.now();
    this.#bytesHeard = this.#bytesRead();
    this.#awaitSilence();
  }

  /** To a faster pace: pings at once, and counts silence anew. */
  set pace(pace: Pace) {
    if (pace === this.#pace) return;
    this.#pace = pace;
    if (pace === 'call') this.#events.ping();
    this.#begin();
  }

  stop(): void {
    this.#cancelPing();
    this.#cancelSilence();
  }

  get #interval(): number {
    return INTERVAL_MS[this.#pace];
  }

  #begin(): void {
    this.#cancelPing();
    this.#awaitPing();
    this.#awaitSilence();
  }

  #awaitPing(): void {
    this.#cancelPing = this.#clock.after(this.#interval, () => {
      this.#awaitPing();
      this.#events.ping();
    });
  }

  #awaitSilence(): void {
    this.#cancelSilence();
    this.#cancelSilence = this.#clock.after(this.#interval * PINGS_MISSED, () => {
      if (this.#bytesRead() !== this.#bytesHeard) {
        this.heard();
        return;
      }
      this.stop();
      this.#events.silent();
    });
  }
}
