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

/** Time that leaps so far past a timer was spent by this process or its machine, not by those who were to be heard. */
const LEAP_MS = 1_000;

/**
 * Pings, and notices silence (scenarios: heartbeats). Whatever comes is a sign of life, and three intervals without one are a broken
 * link: in a call that is 6 s, so that the others learn of it within 9 s (S1-27). What comes only takes down the time: the one timer
 * looks at it when it is due, and goes on.
 */
export class Heartbeat {
  readonly #clock: Clock;
  readonly #bytesRead: () => number;
  readonly #events: HeartbeatEvents;
  #pace: Pace;
  #heardAt: number;
  /** Silence counts from here: the last sign of life, or a change of pace. */
  #silentFrom: number;
  #bytesHeard: number;
  #pingAt: number;
  #dueAt = 0;
  #cancel: Cancel = () => {};

  constructor(clock: Clock, pace: Pace, bytesRead: () => number, events: HeartbeatEvents) {
    this.#clock = clock;
    this.#pace = pace;
    this.#bytesRead = bytesRead;
    this.#events = events;
    this.#heardAt = clock.now();
    this.#silentFrom = this.#heardAt;
    this.#bytesHeard = bytesRead();
    this.#pingAt = this.#heardAt + this.#interval;
    this.#wait(this.#heardAt);
  }

  /**
   * When the last byte came, server ms. It cannot be later than now nor longer ago than silence is borne, whatever has become
   * of the time meanwhile.
   */
  get heardAt(): number {
    const now = this.#clock.now();
    return Math.min(now, Math.max(this.#heardAt, now - this.#interval * PINGS_MISSED));
  }

  heard(): void {
    this.#heardAt = this.#clock.now();
    this.#silentFrom = this.#heardAt;
    this.#bytesHeard = this.#bytesRead();
  }

  /** Counts silence and the time to the next ping anew. */
  set pace(pace: Pace) {
    if (pace === this.#pace) return;
    this.#pace = pace;
    const now = this.#clock.now();
    this.#silentFrom = now;
    this.#pingAt = now + this.#interval;
    // To a slower one: the timer that is set finds nothing to do.
    if (this.#pingAt < this.#dueAt) this.#wait(now);
  }

  stop(): void {
    this.#cancel();
  }

  get #interval(): number {
    return INTERVAL_MS[this.#pace];
  }

  #wait(now: number): void {
    const isSilentAt = this.#silentFrom + this.#interval * PINGS_MISSED;
    this.#dueAt = Math.max(now, Math.min(this.#pingAt, isSilentAt));
    this.#cancel();
    this.#cancel = this.#clock.after(this.#dueAt - now, () => this.#look());
  }

  #look(): void {
    const now = this.#clock.now();
    if (now < this.#silentFrom || now > this.#dueAt + LEAP_MS) this.#silentFrom = now;
    this.#pingAt = Math.min(this.#pingAt, now + this.#interval);
    if (now >= this.#silentFrom + this.#interval * PINGS_MISSED) {
      if (this.#bytesRead() === this.#bytesHeard) {
        this.stop();
        this.#events.silent();
        return;
      }
      this.heard();
    }
    const isDue = now >= this.#pingAt;
    if (isDue) this.#pingAt = now + this.#interval;
    this.#wait(now);
    // Last: a ping to a reader who is too slow closes the link, and that stops all this.
    if (isDue) this.#events.ping();
  }
}
