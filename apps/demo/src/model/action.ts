import type { Media, Outcome, PathQuality, Ring, Toggle, Trouble } from './call.js';
import type { Devices } from './devices.js';
import type { NewEntry } from './log.js';
import type { Device, NoticeBody } from './notice.js';
import type { Person } from './person.js';
import type { Recent } from './recent.js';
import type { Contact, Session } from './session.js';

/** What has happened. `at` is the page's monotonic clock, ms. */
export type Action = CallAction | PageAction;

export type PageAction =
  | { readonly type: 'session'; readonly session: Session }
  | { readonly type: 'kicked' }
  | { readonly type: 'link'; readonly up: boolean; readonly graceTime: number; readonly at: number }
  | { readonly type: 'contacts'; readonly contacts: readonly Contact[] }
  | { readonly type: 'recents'; readonly recents: readonly Recent[] }
  /** A profile was learned, or has changed. */
  | { readonly type: 'person'; readonly person: Person }
  | { readonly type: 'devices'; readonly devices: Devices }
  | { readonly type: 'notice'; readonly id: number; readonly body: NoticeBody }
  | { readonly type: 'noticeGone'; readonly id: number }
  | { readonly type: 'insecure' }
  | { readonly type: 'log'; readonly entry: NewEntry }
  | { readonly type: 'logPaused'; readonly paused: boolean }
  | { readonly type: 'logCleared' };

export type CallAction =
  | { readonly type: 'dial'; readonly person: Person; readonly media: Media; readonly at: number }
  | { readonly type: 'dialled'; readonly callId: string }
  | {
      readonly type: 'received';
      readonly callId: string;
      readonly person: Person;
      readonly media: Media;
      readonly ring: Ring | null;
    }
  | { readonly type: 'meetWith'; readonly device: Device; readonly on: boolean }
  | { readonly type: 'silenced' }
  | { readonly type: 'answering' }
  | { readonly type: 'answerFailed'; readonly trouble: Trouble | null }
  | { readonly type: 'peerRings' }
  | { readonly type: 'peerAccepted' }
  | { readonly type: 'begun'; readonly callId: string; readonly media: Media; readonly at: number }
  | {
      readonly type: 'restored';
      readonly callId: string;
      readonly person: Person;
      readonly media: Media;
      readonly dialling: boolean;
      /** When talk began (monotonic ms). */
      readonly since: number;
    }
  | { readonly type: 'peerEntered'; readonly person: Person }
  | { readonly type: 'peerPublishes'; readonly what: 'audio' | 'video'; readonly on: boolean }
  | { readonly type: 'peerLink'; readonly reachable: boolean; readonly at: number }
  | { readonly type: 'mediaChanged'; readonly media: Media }
  | { readonly type: 'own'; readonly device: Device; readonly toggle: Toggle }
  | { readonly type: 'speaker'; readonly on: boolean }
  | {
      readonly type: 'quality';
      readonly own: PathQuality;
      readonly peer: PathQuality | null;
      readonly at: number;
    }
  | { readonly type: 'weakDismissed' }
  /** The call is over and there is nothing to show for it. */
  | { readonly type: 'over' }
  /** The call is over, and it did not go as it should. */
  | { readonly type: 'failed'; readonly outcome: Outcome };
