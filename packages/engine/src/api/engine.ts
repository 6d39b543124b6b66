import { recentCalls, setSelfInfo } from '../account/own-data.js';
import type { AnyListener, Listener } from '../events/emitter.js';
import type { TUICallEventKey, TUICallEventPayload } from '../events/map.js';
import { checkParams } from '../guard/params.js';
import { CREATE_INSTANCE } from '../guard/table.js';
import { linkAddress } from '../link/address.js';
import { LOG_LEVEL, Logger } from '../log/logger.js';
import type { RecentCall } from '../profiles/recent-calls.js';
import type { Tim } from '../profiles/tim.js';
import type { TimProfile, TimResponse } from '../profiles/tim-source.js';
import { CallingFacade } from './calling-facade.js';
import { checked } from './checked.js';
import { EngineCore } from './core.js';
import { callExperimentalAPI, type ExperimentalResult } from './experimental.js';
import type {
  CreateInstanceOptions,
  LifecycleMethods,
  LogEntry,
  LoginParams,
  RecentCallsParams,
  SelfInfo,
} from './lifecycle.js';
import { browserParts, type EngineParts } from './parts.js';
import { eventOf, listenerOf } from './subscriptions.js';
import type { TRTCCloud } from './trtc-cloud.js';

/**
 * Calls between users of one app, by voice and video, on a Ringback server. One engine to a page, one call at a time:
 * `idle → calling → connected → idle`.
 *
 * Every method returns a promise and reports by rejecting it with a {@link TUICallEngineError}, except those that return
 * something else. Every promise settles within 15 s, `hangup()` and `reject()` within the grace time.
 *
 * @example
 * ```ts
 * const engine = TUICallEngine.createInstance({ SDKAppID: 1, serverURL: 'https://calls.example.com' });
 * engine.on(TUICallEvent.ON_CALL_RECEIVED, ({ callerId }) => ring(callerId));
 * engine.on(TUICallEvent.USER_VIDEO_AVAILABLE, ({ userID, isVideoAvailable }) => {
 *   if (isVideoAvailable) engine.startRemoteView({ userID, videoViewDomID: 'remote' });
 * });
 * await engine.login({ userID: 'alice', userSig });
 * await engine.call({ userID: 'bob', type: TUICallType.VIDEO_CALL });
 * await engine.openCamera('local');
 * ```
 */
export class TUICallEngine extends CallingFacade implements LifecycleMethods {
  static #instance: TUICallEngine | null = null;
  static #serverURL: string | undefined;

  readonly #core: EngineCore;

  /**
   * The page's one engine; the options count when it is made. Makes a new one after `destroyInstance()`.
   *
   * @throws TUICallEngineError −1202 for wrong options
   */
  static createInstance(options: CreateInstanceOptions): TUICallEngine {
    TUICallEngine.#instance ??= new TUICallEngine(options);
    return TUICallEngine.#instance;
  }

  /** The engine needs no loading: `ready` comes at once, also to those who subscribe late. */
  static once(event: 'ready', listener: () => void): void {
    if (event === 'ready') queueMicrotask(listener);
  }

  /**
   * Where the server is, for engines that are created without a `serverURL`: published UI kits have no room for one. Counts from
   * the next login on.
   *
   * @throws TUICallEngineError −1202 for anything but an http(s) or ws(s) address
   */
  static setServerURL(url: string): void {
    checked('setServerURL', () => linkAddress(url));
    TUICallEngine.#serverURL = url;
  }

  /** @internal Apps use `createInstance()`. */
  constructor(options: CreateInstanceOptions, parts?: EngineParts) {
    const { sdkAppID, SDKAppID = sdkAppID, serverURL, notifyBusyCallee = true } = options ?? {};
    checked('createInstance', () => {
      checkParams('createInstance', CREATE_INSTANCE, [{ SDKAppID, serverURL, notifyBusyCallee }]);
      if (serverURL !== undefined) linkAddress(serverURL);
    });
    const logger = new Logger();
    const core = new EngineCore(
      {
        sdkAppId: SDKAppID ?? 0,
        serverURL: () => serverURL ?? TUICallEngine.#serverURL,
        notifyBusyCallee,
      },
      parts ?? browserParts(logger),
      logger,
    );
    super(core);
    this.#core = core;
  }

  get tim(): Tim {
    return this.#core.tim;
  }

  login(params: LoginParams): Promise<void> {
    return this.#core.guard.run('login', [params], () => this.#core.login(params));
  }

  init(params: LoginParams): Promise<void> {
    return this.#core.guard.run('init', [params], () => this.#core.login(params));
  }

  logout(): Promise<void> {
    return this.#core.guard.run('logout', [], () => this.#core.logout());
  }

  destroyInstance(): Promise<void> {
    if (TUICallEngine.#instance === this) TUICallEngine.#instance = null;
    return this.#core.guard.run('destroyInstance', [], () => this.#core.destroy());
  }

  on<K extends TUICallEventKey>(
    event: K,
    listener: Listener<TUICallEventPayload<K>>,
    context?: unknown,
  ): void {
    this.#core.emitter.on(eventOf(event), listenerOf('on', listener), context ?? this);
  }

  once<K extends TUICallEventKey>(
    event: K,
    listener: Listener<TUICallEventPayload<K>>,
    context?: unknown,
  ): void {
    this.#core.emitter.on(eventOf(event), listenerOf('once', listener), context ?? this, true);
  }

  off<K extends TUICallEventKey>(
    event: K,
    listener: Listener<TUICallEventPayload<K>>,
    context?: unknown,
  ): void {
    this.#core.emitter.off(eventOf(event), listener as AnyListener, context);
  }

  setSelfInfo(info: SelfInfo): Promise<TimResponse<TimProfile>> {
    return this.#core.guard.run('setSelfInfo', [info], () => setSelfInfo(this.#core.account, info ?? {}));
  }

  getRecentCalls(params: RecentCallsParams = {}): Promise<RecentCall[]> {
    return this.#core.guard.run('getRecentCalls', [params], () =>
      recentCalls(this.#core.account, params ?? {}),
    );
  }

  getTim(): Tim {
    return this.#core.tim;
  }

  get trtcCloud(): TRTCCloud {
    return this.#core.trtcCloud;
  }

  getTRTCCloudInstance(): TRTCCloud {
    return this.#core.trtcCloud;
  }

  enableMultiDeviceAbility(enable: boolean): Promise<void> {
    return this.#core.guard.run('enableMultiDeviceAbility', [enable], () =>
      this.#core.enableMultiDevice(enable),
    );
  }

  callExperimentalAPI(jsonStr: string): Promise<ExperimentalResult> {
    return this.#core.guard.run('callExperimentalAPI', [jsonStr], async () => callExperimentalAPI(jsonStr));
  }

  setLogLevel(level: LOG_LEVEL): void {
    if (Object.values(LOG_LEVEL).includes(level)) this.#core.logger.level = level;
  }

  async reportLog(entry: LogEntry): Promise<void> {
    const { name = '', level, ...details } = entry ?? {};
    const channel = level === 'warn' || level === 'error' ? level : 'info';
    this.#core.logger.log(channel, name, details);
  }
}
