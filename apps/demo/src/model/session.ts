import type { Person } from './person.js';

/** Who sits here, and whether calls reach him. */
export type Session =
  | { readonly state: 'out'; readonly error: string | null }
  | { readonly state: 'entering'; readonly userId: string }
  | { readonly state: 'in'; readonly me: Person; readonly link: 'up' | 'down' }
  /** The server cannot be reached; the next try is at `retryAt` (monotonic ms), null: it runs. */
  | { readonly state: 'unreachable'; readonly userId: string; readonly retryAt: number | null }
  | { readonly state: 'kicked'; readonly me: Person; readonly lastCall: LastCall | null };

export interface LastCall {
  readonly person: Person;
  readonly seconds: number;
}

/** Somebody of the app, as the list of people shows him. */
export interface Contact {
  readonly person: Person;
  readonly online: boolean;
  readonly inCall: boolean;
}
