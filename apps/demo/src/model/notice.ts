import type { Refusal } from './call.js';
import type { Media, Trouble } from './live.js';
import type { Person } from './person.js';

/** What can be wrong with a device of one's own, and which one. */
export type Device = 'mic' | 'cam';

/** Something that is said once, beside whatever else goes on. */
export type NoticeBody =
  | { readonly kind: 'missed'; readonly person: Person; readonly busy: boolean }
  | {
      readonly kind: 'moved';
      readonly person: Person;
      readonly media: Media;
      readonly how: 'accepted' | 'declined';
      /** '' where the server does not say which. */
      readonly device: string;
    }
  | { readonly kind: 'takenOver'; readonly device: string }
  | { readonly kind: 'ended'; readonly person: Person; readonly seconds: number }
  | { readonly kind: 'mediaChanged'; readonly person: Person; readonly media: Media }
  | { readonly kind: 'left'; readonly person: Person }
  /** Somebody who was called into the call does not come. */
  | { readonly kind: 'absent'; readonly person: Person; readonly why: Refusal }
  | { readonly kind: 'copied' }
  | { readonly kind: 'back' }
  | { readonly kind: 'pressAgain' }
  | { readonly kind: 'soundBlocked'; readonly ringing: boolean }
  | { readonly kind: 'trouble'; readonly device: Device; readonly trouble: Trouble; readonly retry: Retry }
  | {
      readonly kind: 'deviceOffer';
      readonly device: Device;
      readonly deviceId: string;
      readonly name: string;
    }
  | { readonly kind: 'deviceLost'; readonly name: string; readonly other: string }
  | { readonly kind: 'elsewhere' }
  /** Somebody called himself. */
  | { readonly kind: 'yourself' }
  | { readonly kind: 'tooMany'; readonly message: string }
  | { readonly kind: 'notPlaced'; readonly message: string }
  /** Joining, inviting or stopping a ring did not work. */
  | { readonly kind: 'notJoined'; readonly why: 'gone' | 'full' }
  | { readonly kind: 'notInvited'; readonly message: string }
  /** Saving, deleting or leaving a group did not work. */
  | { readonly kind: 'notSaved'; readonly message: string };

/** What "Try again" of a trouble does. */
export type Retry =
  | {
      readonly what: 'call';
      readonly people: readonly Person[];
      readonly media: Media;
      readonly groupId: string;
    }
  | { readonly what: 'join'; readonly callId: string }
  | { readonly what: 'answer' }
  | { readonly what: 'open' };

export interface Notice {
  readonly id: number;
  readonly body: NoticeBody;
}

/** How long each kind stays, ms; null: until it is dismissed or the reason is gone. */
export function lifetimeOf(body: NoticeBody): number | null {
  switch (body.kind) {
    case 'moved':
      return 4_000;
    case 'ended':
    case 'back':
    case 'copied':
      return 3_000;
    case 'pressAgain':
      return 2_000;
    case 'missed':
    case 'left':
    case 'absent':
    case 'mediaChanged':
    case 'deviceLost':
    case 'elsewhere':
    case 'yourself':
      return 6_000;
    case 'tooMany':
    case 'notJoined':
    case 'notInvited':
    case 'notSaved':
    case 'notPlaced':
    case 'deviceOffer':
      return 10_000;
    case 'takenOver':
    case 'soundBlocked':
    case 'trouble':
      return null;
  }
}
