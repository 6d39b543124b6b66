import type { Command, CommandResult } from './commands.js';
import type { CallEndReason } from './enums.js';
import type { ServerEvent } from './events.js';
import type { Profile, Request, RequestResult } from './requests.js';
import type { IceServer, Signal } from './signals.js';

/** Every frame is one JSON object in a WebSocket text message. Unknown `t` and unknown fields are ignored. */
export type ClientFrame =
  | LoginFrame
  | CommandFrame
  | RequestFrame
  | SignalToFrame
  | MessageToFrame
  | AckFrame
  | PongFrame
  | LeavingFrame;

export type ServerFrame =
  | WelcomeFrame
  | RefusedFrame
  | InboxFrame
  | ReplyFrame
  | SignalFromFrame
  | MessageFromFrame
  | IceServersFrame
  | ProfileFrame
  | PingFrame
  | AwayFrame
  | FaultFrame;

/** The first frame on a link; nothing secret is ever in a URL. */
export interface LoginFrame {
  readonly t: 'login';
  readonly v: number;
  readonly sdkAppId: number;
  readonly userId: string;
  readonly userSig: string;
  readonly deviceName?: string | undefined;
  /**
   * Given by an earlier `welcome`: this link takes up that device's inbox again. Where the device is gone by then, a page that was logged in
   * all along comes back as a new one: with 6208 it is refused where a later login would have kicked it out (G-11).
   */
  readonly resume?: ResumeClaim | undefined;
  /** The call or ring that this page shows: if it cannot go on from there, it hears how that ended (S1-17, S1-30). */
  readonly callId?: string | undefined;
}

export interface ResumeClaim {
  readonly deviceId: string;
  readonly token: string;
  /** The last inbox number that this page has processed, or `null` for a page that was loaded anew (S1-28). */
  readonly seq: number | null;
  /** A page that was loaded anew listens for ON_CALL_RESTORED (S1-28). */
  readonly restores?: boolean | undefined;
  /** The device was to be the user's only one (`alone`), and is again if it is made anew (G-11). */
  readonly alone?: boolean | undefined;
}

export interface CommandFrame {
  readonly t: 'command';
  /** 128 random bits, base64url. A repeat of the same id gets the first answer. */
  readonly id: string;
  readonly command: Command;
}

export interface RequestFrame {
  readonly t: 'request';
  /** Unique on this link. */
  readonly id: string;
  readonly request: Request;
}

/** Relayed to the device with which `to` is in the call. */
export interface SignalToFrame {
  readonly t: 'signal';
  readonly callId: string;
  readonly to: string;
  readonly signal: Signal;
}

/** What an app says to everybody else who is in the call. As fleeting as a signal: lost where a link is down. */
export interface MessageToFrame {
  readonly t: 'message';
  readonly callId: string;
  readonly message: CustomMessage;
}

export interface CustomMessage {
  /** 1–{@link MAX_MESSAGE_KIND}; what it means is the app's. */
  readonly cmdId: number;
  /** The sender counts its messages, so that an app can tell when one is missing. */
  readonly seq: number;
  /** Base64 of at most {@link MAX_MESSAGE_BYTES} bytes. */
  readonly data: string;
}

/** Everything up to `seq` has been processed and need not be kept. */
export interface AckFrame {
  readonly t: 'ack';
  readonly seq: number;
}

export interface PongFrame {
  readonly t: 'pong';
}

/** The page is being closed (G-18). */
export interface LeavingFrame {
  readonly t: 'leaving';
}

export interface WelcomeFrame {
  readonly t: 'welcome';
  readonly v: number;
  readonly deviceId: string;
  /** Needed to resume; a new one with every welcome. */
  readonly token: string;
  /** The device is kept, and in its call. */
  readonly resumed: boolean;
  /** The inbox goes on after this number. */
  readonly seq: number;
  /** Absent: the inbox goes on where the page is. Else the page has missed what is no longer kept, and shows this from now on (S1-30). */
  readonly snapshot?: Snapshot | undefined;
  /** Server time, ms. */
  readonly now: number;
  /** How long a lost device is kept, seconds. */
  readonly graceTime: number;
  /** How the call that the login named has ended for this user, where it is not in the snapshot. */
  readonly over?: CallOver | undefined;
  /** Those that need no credentials; the others come once the device is in a call. */
  readonly iceServers: readonly IceServer[];
  /** No address but a TURN server's may be told or used. The server sees to it too, whatever an engine sends. */
  readonly relayOnly: boolean;
}

/** The login failed; the link is closed behind it. */
export interface RefusedFrame {
  readonly t: 'refused';
  readonly code: number;
  readonly message: string;
  /** The server takes this device after so long, and not before. */
  readonly retryAfterMs?: number | undefined;
  /** Of a device that is gone and has no way back: how the call that the login named has ended for this user. */
  readonly over?: CallOver | undefined;
}

/** What a device shows at one number of its inbox. */
export interface Snapshot {
  /** What would be told to a page that shows nothing yet: the ring, or the call as it is now; empty: neither. */
  readonly events: readonly ServerEvent[];
  /** The command that brought the device into the call: its answer may be among what was missed. */
  readonly commandId?: string | undefined;
}

/**
 * How a call ended for a user, for a page that has missed the end. What that comes to on one of his devices is the page's: where it only rang,
 * an answer and a refusal were another device's (S1-12, S1-13).
 */
export interface CallOver {
  readonly callId: string;
  readonly reason: CallEndReason;
  /** He was in, with whichever device. */
  readonly entered: boolean;
  /** The one with which he is in, with reason 7, where it is known. */
  readonly device?: { readonly name: string } | undefined;
  /** Who ended it for this user, '' for the server. */
  readonly userId: string;
  /** Whole seconds (G-07). */
  readonly totalTime: number;
}

/** One commit's events for this device, together, and the answer to the command of this device that caused it. */
export interface InboxFrame {
  readonly t: 'inbox';
  readonly seq: number;
  readonly answer?: CommandAnswer | undefined;
  readonly events: readonly ServerEvent[];
}

export interface CommandAnswer {
  readonly id: string;
  readonly result: CommandResult;
}

/** The answer to a request, or to a command whose commit had nothing for this device, or that was refused. */
export type ReplyFrame =
  | { readonly t: 'reply'; readonly id: string; readonly result: CommandResult | RequestResult }
  | { readonly t: 'reply'; readonly id: string; readonly error: WireError };

export interface WireError {
  readonly code: number;
  readonly message: string;
}

export interface SignalFromFrame {
  readonly t: 'signal';
  readonly callId: string;
  readonly from: string;
  readonly signal: Signal;
}

export interface MessageFromFrame {
  readonly t: 'message';
  readonly callId: string;
  readonly from: string;
  readonly message: CustomMessage;
}

/** This user's name or picture has changed: his own, or that of somebody in the call in which this device's user is or for which he rings. */
export interface ProfileFrame {
  readonly t: 'profile';
  readonly profile: Profile;
}

/**
 * All ICE servers that the device may use from now on, with credentials of its own. Sent to a device that is in a call and to no
 * other: before the answer that brings it in (`call`, `accept`, `join`), when its link comes back, and again before they expire.
 * Made for this moment, so neither stored nor repeated.
 */
export interface IceServersFrame {
  readonly t: 'iceServers';
  readonly servers: readonly IceServer[];
}

export interface PingFrame {
  readonly t: 'ping';
}

/** The server goes away, and closes the link behind this: the device is to come back after so long. */
export interface AwayFrame {
  readonly t: 'away';
  readonly retryAfterMs: number;
}

/** A frame that the server could not take and that no id belongs to. The link goes on unless it is closed. */
export interface FaultFrame {
  readonly t: 'fault';
  readonly code: number;
  readonly message: string;
}
