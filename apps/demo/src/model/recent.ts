import type { Media } from './call.js';
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
  readonly isGroup: boolean;
  readonly direction: 'outgoing' | 'incoming';
  readonly media: Media;
  /** Server time, ms. */
  readonly at: number;
  readonly result: RecentResult;
  /** Seconds of talk; 0 where there was none. */
  readonly seconds: number;
}
