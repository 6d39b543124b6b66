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
  /**
   * `online`: the browser has a network again. `network`: it may be another one than before. `leaving`: the page is being
   * closed and will not come back.
   */
  on(event: 'online' | 'network' | 'leaving', listener: () => void): Cancel;
}

/** What this tab keeps when its page is loaded anew. */
export interface Tab {
  /** null: nothing is kept under this key. */
  read(key: string): string | null;
  /** null forgets. Where the browser keeps nothing, nothing is kept. */
  write(key: string, value: string | null): void;
  /**
   * Holds a name that one page of the origin can hold at a time, for as long as the page lives. Resolves with what lets go of it;
   * null: another page holds it and goes on doing so for `withinMs`, or this browser knows no locks.
   */
  hold(name: string, withinMs: number): Promise<Cancel | null>;
}

/** Time, randomness, transport and page: everything that a test replaces. */
export interface Platform {
  readonly clock: Clock;
  readonly page: Page;
  readonly tab: Tab;
  readonly openSocket: OpenSocket;
  /** From 0, below 1. */
  random(): number;
  /** 128 random bits, base64url. */
  drawId(): string;
  /** Runs `task` in a later task, unhurt by the throttling of timers in hidden tabs. */
  later(task: () => void): void;
}
