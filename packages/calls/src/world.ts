import type { CallState, UserState } from './state.js';

/** What a decision may read: a consistent view of one app's users and live calls. */
export interface World {
  readonly app: AppPolicy;
  /** undefined: unknown, never logged in. */
  user(userId: string): UserState | undefined;
  /** undefined: never was, or has ended. */
  call(callId: string): CallState | undefined;
  /** The one call in which this user is or for which he rings (G-12). */
  callOf(userId: string): CallState | undefined;
}

/** The settings of an app that bear on decisions. */
export interface AppPolicy {
  /** Devices on which a user may be logged in at once; 1 = a new login takes over (G-11). */
  readonly devices: number;
  /** Users in or ringing in one call (S2-18). */
  readonly maxMembers: number;
  /** How long a lost device is kept, ms (G-10). */
  readonly graceTimeMs: number;
  /** The longest ring, s (G-09). */
  readonly ringMax: number;
}

export const DEFAULT_POLICY: AppPolicy = { devices: 8, maxMembers: 9, graceTimeMs: 20_000, ringMax: 600 };
