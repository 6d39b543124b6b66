import type { Emission } from '../events/map.js';
import type { Link } from '../link/link.js';
import type { LocalCapture } from '../media/capture/local-capture.js';
import type { LocalMedia, MediaPlane } from '../media/plane.js';
import type { LocalPreview } from '../media/views/local-preview.js';
import type { Clock } from '../platform/platform.js';
import type { MediaChoices } from './media-choices.js';

/** Microphone and camera, as far as calls need them. */
export type Capture = LocalMedia &
  Pick<LocalCapture, 'openMicrophone' | 'closeMicrophone' | 'openCamera' | 'closeCamera' | 'release'>;

/** The own picture. */
export type Preview = Pick<LocalPreview, 'start' | 'stop'>;

/** The way to the server, as far as calls need it. */
export type SessionLink = Pick<
  Link,
  | 'command'
  | 'request'
  | 'signal'
  | 'serverNow'
  | 'graceTime'
  | 'graceLeftMs'
  | 'iceServers'
  | 'relayOnly'
  | 'show'
>;

/** What one login's session stands on. */
export interface SessionParts {
  readonly selfId: string;
  readonly link: SessionLink;
  readonly plane: MediaPlane;
  readonly capture: Capture;
  readonly preview: Preview;
  readonly choices: MediaChoices;
  readonly clock: Clock;
  /** The page's element of this id. */
  readonly element: (id: string) => HTMLElement | null;
  /** To the app's listeners, at once. */
  readonly emit: (emission: Emission) => void;
  /** In a later task, behind what the app was promised before (G-15). */
  readonly later: (job: () => void) => void;
  /** For the log. */
  readonly warn: (message: string, error?: unknown) => void;
  /** ON_CALL_CANCELED for calls that found this user busy (S1-07). */
  readonly notifyBusyCallee: boolean;
  /** The server has thrown this device out: the engine logs out, and then KICKED_OUT is emitted. */
  readonly onKickedOut: () => void;
}
