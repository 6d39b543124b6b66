import type {
  CustomMessage,
  IceServer,
  LoginFrame,
  Profile,
  ServerEvent,
  Signal,
  WelcomeFrame,
} from '@ringback/protocol';
import type { End } from './end.js';

/** Where the link leads and who logs in. */
export interface LinkOptions {
  readonly url: string;
  readonly login: Pick<LoginFrame, 'sdkAppId' | 'userId' | 'userSig' | 'deviceName'>;
  /** The app can take up a call of the page before this one: it listens for ON_CALL_RESTORED (S1-28). */
  readonly restores: boolean;
  /** The app wants this device to be the user's only one (G-11). */
  readonly alone: () => boolean;
}

/** What a page finds when it comes back. */
export interface Standing extends Pick<WelcomeFrame, 'resumed' | 'snapshot' | 'over'> {
  /** The login named the device that the page was: whether it is resumed or made anew, the server knows what the app wants of it. */
  readonly claimed: boolean;
}

/** What the link tells: each in a task of its own, in order with the answers that it brings. */
export interface LinkEvents {
  /** The device is kept or made anew; with a snapshot the page does not go on from what it shows. */
  up(standing: Standing): void;
  down(): void;
  /** It does not come back: the server has refused it, or is done with this device. */
  stopped(end: End): void;
  events(events: readonly ServerEvent[]): void;
  signal(callId: string, from: string, signal: Signal): void;
  message(callId: string, from: string, message: CustomMessage): void;
  /** All ICE servers for the call in which this device is, with credentials. */
  iceServers(servers: readonly IceServer[]): void;
  /** It has changed. */
  profile(profile: Profile): void;
  /** For the log. */
  fault(code: number, message: string): void;
}
