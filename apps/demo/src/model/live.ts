export type Media = 'audio' | 'video';

/** Why a microphone or camera cannot be opened. */
export type Trouble = 'blocked' | 'missing' | 'inUse' | 'failed';

/** One of the person's own devices: what he wants, and what keeps it from being so. */
export interface Toggle {
  readonly on: boolean;
  /** The engine is still at it; another wish may come meanwhile, and the last one wins. */
  readonly pending: boolean;
  readonly trouble: Trouble | null;
}

/** It is on, and nothing is wrong with it. */
export function isWorking({ on, trouble }: Toggle): boolean {
  return on && trouble === null;
}

export interface OwnMedia {
  readonly mic: Toggle;
  readonly cam: Toggle;
  /** Whether the other side is heard. */
  readonly speaker: boolean;
}

/** A ring window. Times are milliseconds of the page's monotonic clock. */
export interface Ring {
  readonly total: number;
  readonly endsAt: number;
}

/** Somebody's link is gone; the server keeps the call until then (monotonic ms). */
export interface Grace {
  readonly until: number;
}

/** One end of the path, as the engine's statistics see it. */
export interface PathQuality {
  /** 0 unknown, 1 excellent … 6 disconnected. */
  readonly level: number;
  /** %, and ms. */
  readonly upLoss: number;
  readonly downLoss: number;
  readonly delay: number;
}

/** The "your connection is weak" notice, with its hysteresis. */
export interface Weakness {
  /** On which side of the bar the level is, and since when (monotonic ms). */
  readonly low: boolean;
  readonly since: number;
  readonly shown: boolean;
  /** Dismissed, it is not said again before the path was strong for a while. */
  readonly said: boolean;
}

export interface Peer {
  /** What he publishes; null: not told yet. */
  readonly audio: boolean | null;
  readonly video: boolean | null;
  readonly lost: Grace | null;
  readonly quality: PathQuality;
}

/** From this level on a path is weak. */
export const WEAK_LEVEL = 4;

export const UNKNOWN_QUALITY: PathQuality = { level: 0, upLoss: 0, downLoss: 0, delay: 0 };

export function toggle(on: boolean): Toggle {
  return { on, pending: false, trouble: null };
}
