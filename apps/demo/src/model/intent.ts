import type { Media } from './live.js';
import type { Device, NoticeBody } from './notice.js';

/** What a person wants, as the views say it. The app decides what becomes of it. */
export type Intent =
  | { readonly do: 'signIn'; readonly name: string }
  | { readonly do: 'signOut' }
  | { readonly do: 'signInHere' }
  | { readonly do: 'tryNow' }
  | { readonly do: 'rename'; readonly name: string }
  | {
      readonly do: 'call';
      readonly userIds: readonly string[];
      readonly media: Media;
      /** The saved group that calls; left out: none. */
      readonly groupId?: string;
    }
  | { readonly do: 'saveGroup'; readonly name: string; readonly userIds: readonly string[] }
  | { readonly do: 'dropGroup'; readonly groupId: string }
  | { readonly do: 'invite'; readonly userIds: readonly string[] }
  | { readonly do: 'stopRing'; readonly userId: string }
  | { readonly do: 'copyLink' }
  /** What is known of a call, by its id or link, before joining it. */
  | { readonly do: 'askJoin'; readonly text: string }
  | { readonly do: 'dropJoin' }
  | { readonly do: 'join'; readonly callId: string }
  | { readonly do: 'answer' }
  | { readonly do: 'decline' }
  | { readonly do: 'silence' }
  | { readonly do: 'meetWith'; readonly device: Device; readonly on: boolean }
  | { readonly do: 'hangUp' }
  | { readonly do: 'minimise'; readonly on: boolean }
  /** The places for the pictures of these users are in the page, and are looked at. */
  | { readonly do: 'watch'; readonly userIds: readonly string[] }
  | { readonly do: 'toggle'; readonly device: Device | 'speaker' }
  | { readonly do: 'setMedia'; readonly media: Media }
  | { readonly do: 'listDevices' }
  | { readonly do: 'useDevice'; readonly device: Device | 'speaker'; readonly deviceId: string }
  | { readonly do: 'testSpeaker' }
  | { readonly do: 'soundOn' }
  | { readonly do: 'callAgain' }
  | { readonly do: 'holdEnded'; readonly held: boolean }
  | { readonly do: 'closeEnded' }
  | { readonly do: 'dismissWeak' }
  | { readonly do: 'notify'; readonly body: NoticeBody }
  | { readonly do: 'dismiss'; readonly id: number }
  | { readonly do: 'retry'; readonly id: number }
  | { readonly do: 'pauseLog'; readonly paused: boolean }
  | { readonly do: 'clearLog' };
