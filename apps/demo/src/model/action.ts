import type { Outcome, Refusal } from './call.js';
import type { Devices } from './devices.js';
import type { Invitation, Joinable } from './joinable.js';
import type { Media, PathQuality, Ring, Toggle, Trouble } from './live.js';
import type { NewEntry } from './log.js';
import type { Device, NoticeBody } from './notice.js';
import type { Person } from './person.js';
import type { Recent } from './recent.js';
import type { SavedGroup } from './saved-group.js';
import type { Contact, Session } from './session.js';
import type { Volumes } from './voices.js';

/** What has happened. `at` is the page's monotonic clock, ms. */
export type Action = CallAction | PageAction;

export type PageAction =
  | { readonly type: 'session'; readonly session: Session }
  | { readonly type: 'kicked' }
  | { readonly type: 'link'; readonly up: boolean; readonly graceTime: number; readonly at: number }
  | { readonly type: 'contacts'; readonly contacts: readonly Contact[] }
  | { readonly type: 'groups'; readonly groups: readonly SavedGroup[] }
  | { readonly type: 'recents'; readonly recents: readonly Recent[] }
  | { readonly type: 'minimise'; readonly on: boolean }
  /** A profile was learned, or has changed. */
  | { readonly type: 'person'; readonly person: Person }
  | { readonly type: 'invitation'; readonly invitation: Invitation | null }
  | { readonly type: 'elsewhere'; readonly call: Joinable | null }
  | { readonly type: 'devices'; readonly devices: Devices }
  | { readonly type: 'notice'; readonly id: number; readonly body: NoticeBody }
  | { readonly type: 'noticeGone'; readonly id: number }
  | { readonly type: 'insecure' }
  | { readonly type: 'log'; readonly entry: NewEntry }
  | { readonly type: 'logPaused'; readonly paused: boolean }
  | { readonly type: 'logCleared' };

export type CallAction =
  | { readonly type: 'dial'; readonly person: Person; readonly media: Media; readonly at: number }
  | {
      readonly type: 'dialGroup';
      readonly self: Person;
      readonly people: readonly Person[];
      readonly groupId: string;
      readonly media: Media;
      readonly at: number;
    }
  /** This page goes into a call that runs; `people`: who is known to be in it. */
  | {
      readonly type: 'join';
      readonly callId: string;
      readonly self: Person;
      readonly people: readonly Person[];
      readonly isGroup: boolean;
      readonly groupId: string;
      readonly media: Media;
      readonly at: number;
    }
  | { readonly type: 'dialled'; readonly callId: string }
  | {
      readonly type: 'received';
      readonly callId: string;
      readonly person: Person;
      readonly group: readonly Person[] | null;
      readonly groupId: string;
      readonly media: Media;
      readonly ring: Ring | null;
    }
  | { readonly type: 'meetWith'; readonly device: Device; readonly on: boolean }
  | { readonly type: 'silenced' }
  | { readonly type: 'answering' }
  | { readonly type: 'answerFailed'; readonly trouble: Trouble | null }
  /** A device of somebody who is called has it. */
  | { readonly type: 'peerRings'; readonly person: Person }
  | { readonly type: 'peerAccepted' }
  /** Somebody is called into the running call. */
  | { readonly type: 'invited'; readonly person: Person; readonly self: Person }
  /** Somebody who was called does not come. `at`: wall clock. */
  | {
      readonly type: 'refused';
      readonly person: Person;
      readonly why: Refusal;
      readonly at: number;
    }
  /** Somebody has left, or his ring was stopped. `at`: wall clock. */
  | { readonly type: 'peerLeft'; readonly userId: string; readonly at: number }
  /** The server's word on who is in the group call and who rings for it. */
  | {
      readonly type: 'list';
      readonly self: Person;
      readonly inCall: readonly Person[];
      readonly ringing: readonly Person[];
      readonly at: number;
    }
  /** It was said for long enough that somebody does not come, as was told `at` that time. */
  | { readonly type: 'tileGone'; readonly userId: string; readonly at: number }
  | { readonly type: 'voices'; readonly volumes: Volumes; readonly selfId: string; readonly at: number }
  | { readonly type: 'begun'; readonly callId: string; readonly media: Media; readonly at: number }
  | {
      readonly type: 'restored';
      readonly callId: string;
      readonly self: Person;
      readonly person: Person;
      /** Who else is in it or rings. Only the server's list says that it is a group call. */
      readonly others: readonly Person[];
      readonly groupId: string;
      readonly media: Media;
      readonly dialling: boolean;
      /** When talk began (monotonic ms). */
      readonly since: number;
    }
  | { readonly type: 'peerEntered'; readonly person: Person; readonly self: Person }
  | {
      readonly type: 'peerPublishes';
      readonly userId: string;
      readonly what: 'audio' | 'video';
      readonly on: boolean;
    }
  /** What he has not told by now, he does not publish. */
  | { readonly type: 'peerSettled'; readonly userId: string }
  | {
      readonly type: 'peerLink';
      readonly userId: string;
      readonly reachable: boolean;
      readonly at: number;
    }
  | { readonly type: 'mediaChanged'; readonly media: Media }
  | { readonly type: 'own'; readonly device: Device; readonly toggle: Toggle }
  | { readonly type: 'speaker'; readonly on: boolean }
  | {
      readonly type: 'quality';
      readonly own: PathQuality;
      /** Of the others, by the user's id. */
      readonly peers: Readonly<Record<string, PathQuality>>;
      readonly at: number;
    }
  | { readonly type: 'weakDismissed' }
  /** The call is over and there is nothing to show for it. */
  | { readonly type: 'over' }
  /** The call is over, and it did not go as it should. */
  | { readonly type: 'failed'; readonly outcome: Outcome };
