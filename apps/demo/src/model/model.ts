import { type Call, IDLE } from './call.js';
import { type Devices, NO_DEVICES } from './devices.js';
import type { Invitation, Joinable } from './joinable.js';
import { EMPTY_LOG, type EventLog } from './log.js';
import type { Notice } from './notice.js';
import type { Recent } from './recent.js';
import type { SavedGroup } from './saved-group.js';
import type { Contact, Session } from './session.js';

/** All that the views show. Plain data, changed only by `reduce`. */
export interface Model {
  readonly session: Session;
  readonly contacts: readonly Contact[];
  readonly groups: readonly SavedGroup[];
  /** null until the records have been read once. */
  readonly recents: readonly Recent[] | null;
  readonly call: Call;
  /** The call goes on in a small window, and the page is free for the list of people. */
  readonly minimised: boolean;
  /** A call that somebody named, to join it. */
  readonly invitation: Invitation | null;
  /** The call in which whoever sits here is on another device. */
  readonly elsewhere: Joinable | null;
  /** Newest first. */
  readonly notices: readonly Notice[];
  readonly devices: Devices;
  readonly log: EventLog;
  /** Browsers give microphones to secure pages only. */
  readonly isSecure: boolean;
  /** What the server keeps a lost device for, ms (its own word, told with the link's state). */
  readonly graceTime: number;
}

export const EMPTY_MODEL: Model = {
  session: { state: 'out', error: null },
  contacts: [],
  groups: [],
  recents: null,
  call: IDLE,
  minimised: false,
  invitation: null,
  elsewhere: null,
  notices: [],
  devices: NO_DEVICES,
  log: EMPTY_LOG,
  isSecure: true,
  graceTime: 20_000,
};
