import type { OpenSocket } from './socket.js';

export type Cancel = () => void;

/** Monotonic time of this page, in ms: it never jumps, and says nothing of the date. */
export interface Clock {
  now(): number;
  /** Runs `task` once, `ms` from now. Returns what cancels it. */
  after(ms: number, task: () => void): Cancel;
}

/** What the engine needs of the page around it. */
export interface Page {
  /** `http(s)://host[:port]` of the page, null where there is none (Node, `file:`). */
  origin(): string | null;
  /** A name for this device from the browser's own hints, '' where there are none. */
  deviceName(): string;
  element(id: string): HTMLElement | null;
  /** `online`: the browser has a network again. `leaving`: the page is being closed and will not come back. */
  on(event: 'online' | 'leaving', listener: () => void): Cancel;
}

/** Time, randomness, transport and page: everything that a test replaces. */
export interface Platform {
  readonly clock: Clock;
  readonly page: Page;
  readonly openSocket: OpenSocket;
  /** From 0, below 1. */
  random(): number;
  /** 128 random bits, base64url. */
  drawId(): string;
  /** Runs `task` in a later task, unhurt by the throttling of timers in hidden tabs. */
  later(task: () => void): void;
}
