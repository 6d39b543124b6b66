import type { Media } from './live.js';
import type { Person } from './person.js';

export type RecentResult =
  | 'talked'
  | 'missed'
  | 'declined'
  | 'youDeclined'
  | 'noAnswer'
  | 'busy'
  | 'cancelled'
  | 'failed'
  | 'elsewhere';

/** One past call, seen from here. */
export interface Recent {
  readonly id: string;
  readonly person: Person;
  /** All others of a group call; null: it was between two. */
  readonly group: readonly Person[] | null;
  /** The group of the directory that called; '' for none. */
  readonly groupId: string;
  readonly direction: 'outgoing' | 'incoming';
  readonly media: Media;
  /** Server time, ms. */
  readonly at: number;
  readonly result: RecentResult;
  /** Seconds of talk; 0 where there was none. */
  readonly seconds: number;
}
