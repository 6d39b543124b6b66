import type { Listener } from '../events/emitter.js';
import type { TUICallEventKey, TUICallEventPayload } from '../events/map.js';
import type { LOG_LEVEL } from '../log/logger.js';
import type { RecentCall } from '../profiles/recent-calls.js';
import type { Tim } from '../profiles/tim.js';
import type { TimProfile, TimResponse } from '../profiles/tim-source.js';
import type { ExperimentalResult } from './experimental.js';
import type { TRTCCloud } from './trtc-cloud.js';

/** What `TUICallEngine.createInstance()` takes. Other fields that published kits pass (`tim`, `frameWork`, …) are not looked at. */
export interface CreateInstanceOptions {
  /** The app's id on your server; `sdkAppID` is the same. */
  SDKAppID?: number;
  sdkAppID?: number;
  /**
   * Where your server is, e.g. `https://calls.example.com`. Default: what `TUICallEngine.setServerURL()` was given, else the
   * page's own origin.
   */
  serverURL?: string;
  /** false: no ON_CALL_CANCELED for calls that found this user busy (S1-07). Default true. */
  notifyBusyCallee?: boolean;
  [publishedOption: string]: unknown;
}

export interface LoginParams {
  /** At most 64 bytes. */
  userID: string;
  /** Signed by the app's backend with the app's secret key. */
  userSig: string;
  /** How the user's other devices name this one, at most 100 bytes. Default: from the browser, as “Chrome on Windows”. */
  deviceName?: string;
  [publishedOption: string]: unknown;
}

export interface SelfInfo {
  /** At most 500 bytes; '' or left out: unchanged. */
  nickName?: string;
  /** Address of a picture, at most 500 bytes; '' or left out: unchanged. */
  avatar?: string;
}

export interface RecentCallsParams {
  /** 1–100, default 20. */
  count?: number;
  /** Only calls that ended before this time (`endedAt` of the last one seen), ms since 1970. */
  before?: number;
}

export interface LogEntry {
  name?: string;
  data?: unknown;
  error?: unknown;
  /** 'info', 'warn' or 'error'; default 'info'. */
  level?: string;
  type?: string;
}

/** Logging in and out, events, profiles, records, log. */
export interface LifecycleMethods {
  /**
   * Logs the user in and keeps a link to the server until `logout()`. SDK_READY follows, also where this user is logged in already.
   *
   * Rejects −1202 (parameters, server address), −1203 (another user is logged in here), −1406 (no server within 10 s, or a part of the
   * engine's code that does not load within 5 s), 70001…70014 (the UserSig), 101002 (engine and server speak different protocol
   * versions; the message names both).
   */
  login(params: LoginParams): Promise<void>;

  /** The same as `login()`. */
  init(params: LoginParams): Promise<void>;

  /**
   * Leaves a running call as `hangup()` does, without events on this engine (S1-32), and ends the link. Resolves within 5 s, also
   * when nobody is logged in.
   */
  logout(): Promise<void>;

  /** Logs out and lets go of everything: listeners, devices, the link. `createInstance()` then makes a new engine. */
  destroyInstance(): Promise<void>;

  /**
   * Calls `listener` at every event. `this` in it is `context`, by default the engine. The strings of both published engine
   * generations are taken too. A listener that throws stops neither the others nor the engine; its error is reported to the page.
   *
   * @example
   * ```ts
   * engine.on(TUICallEvent.USER_ENTER, ({ userID }) => show(userID));
   * ```
   */
  on<K extends TUICallEventKey>(
    event: K,
    listener: Listener<TUICallEventPayload<K>>,
    context?: unknown,
  ): void;

  /** As `on()`, for the next event only. */
  once<K extends TUICallEventKey>(
    event: K,
    listener: Listener<TUICallEventPayload<K>>,
    context?: unknown,
  ): void;

  /** Ends what `on()` began. Without a context every subscription of the listener to this event ends. */
  off<K extends TUICallEventKey>(
    event: K,
    listener: Listener<TUICallEventPayload<K>>,
    context?: unknown,
  ): void;

  /**
   * Sets the own name and picture. Those in one's call hear of it (ON_USER_PROFILE_CHANGED), others see it with the next look.
   *
   * Rejects −1202, −1201, −1406, and what the server says of the picture's address.
   */
  setSelfInfo(info: SelfInfo): Promise<TimResponse<TimProfile>>;

  /**
   * The user's own calls out of the server's records, newest first. Fewer than asked for come where they are large; none: there are no
   * older ones. Ringback's own.
   *
   * Rejects −1202, −1201, −1406.
   */
  getRecentCalls(params?: RecentCallsParams): Promise<RecentCall[]>;

  /** Names and pictures, groups and the block list, as kits and apps ask a chat client for them. Never throws; its methods need a login. */
  getTim(): Tim;

  /** The same as `getTim()`. */
  readonly tim: Tim;

  /** What published UI kits use of the media engine beneath. Never throws. */
  getTRTCCloudInstance(): TRTCCloud;
  /** The same as `getTRTCCloudInstance()`. */
  readonly trtcCloud: TRTCCloud;
  /**
   * false: this device is the user's only one; his others are kicked out now, and a later login elsewhere kicks this one out. true: as
   * many as the app's setting `devices` allows, which is how it is without a call of this. Before `login()` it counts from the login on,
   * and then for later logins of this engine too.
   *
   * Rejects −1202, −1204, −1002 (true, and the app allows one device alone), −1406.
   */
  enableMultiDeviceAbility(enable: boolean): Promise<void>;
  /**
   * `{"api":"…","params":{…}}` as JSON. What published kits send is taken and has no effect, for there is nothing to be done:
   * `setAssetsPath`, `forceUseV2API`, `setExcludeFromHistoryMessage`, `enableAutoPlayDialog`.
   *
   * Rejects −1202 (no JSON, or an API that is not known; the message names those that are).
   */
  callExperimentalAPI(jsonStr: string): Promise<ExperimentalResult>;

  /** How much goes to the console. Default `LOG_LEVEL.RELEASE`. */
  setLogLevel(level: LOG_LEVEL): void;

  /** Writes an entry of the app's or the kit's own to the same log. */
  reportLog(entry: LogEntry): Promise<void>;
}
