import { Code } from '@ringback/protocol';
import { Account } from '../account/account.js';
import { Users } from '../account/users.js';
import { Failure } from '../errors/failure.js';
import { Emitter } from '../events/emitter.js';
import type { Emission, TUICallEventMap } from '../events/map.js';
import { TUICallEvent } from '../events/names.js';
import { Guard } from '../guard/guard.js';
import { linkAddress } from '../link/address.js';
import { Lane } from '../link/lane.js';
import type { Logger } from '../log/logger.js';
import { createTim } from '../profiles/tim.js';
import { TimEvents } from '../profiles/tim-events.js';
import { MediaChoices } from '../session/media-choices.js';
import { emitError } from '../session/microphone.js';
import type { Session } from '../session/session.js';
import { CustomMessages } from './custom-messages.js';
import { DeviceControl } from './devices.js';
import type { LoginParams } from './lifecycle.js';
import type { EngineParts } from './parts.js';
import { autoPlayFailed, createTRTCCloud, type TRTCCloudEvents } from './trtc-cloud.js';

/** What comes after the loading takes a login 10 s at most, and every promise settles within 15 s (G-16). */
const LOAD_WITHIN_MS = 5_000;

/** What `createInstance()` has made of its options. */
export interface EngineSettings {
  readonly sdkAppId: number;
  /** Looked up at each login, since the app may set it late. undefined: the page's own origin. */
  readonly serverURL: () => string | undefined;
  readonly notifyBusyCallee: boolean;
}

/** The inside of one engine: its parts, and who is logged in. */
export class EngineCore {
  readonly settings: EngineSettings;
  readonly parts: EngineParts;
  readonly logger: Logger;
  readonly emitter: Emitter<TUICallEventMap>;
  readonly guard: Guard;
  readonly choices: MediaChoices;
  readonly devices: DeviceControl;
  readonly tim;
  readonly #timEvents: TimEvents;
  readonly trtcCloud;
  readonly #cloudEvents: Emitter<TRTCCloudEvents>;
  readonly #lane: Lane;
  readonly #messages: CustomMessages;
  #account: Account | null = null;
  /** What the app has asked for about the user's other devices (G-11); null: nothing. */
  #alone: boolean | null = null;
  /** A login that waits for code does not outlive a logout. */
  #logouts = 0;

  constructor(settings: EngineSettings, parts: EngineParts, logger: Logger) {
    const { platform, media } = parts;
    const report = (error: unknown) => logger.uncaught(error);
    this.settings = settings;
    this.parts = parts;
    this.logger = logger;
    this.emitter = new Emitter(report);
    this.#lane = new Lane((task) => platform.later(task), report);
    this.guard = new Guard(() => ({
      loggedIn: this.#account?.loggedIn ?? false,
      status: this.#account?.session.status ?? 'idle',
      callIsOver: this.#account?.session.callIsOver ?? false,
    }));
    this.choices = new MediaChoices(media.capture, media.preview);
    this.devices = new DeviceControl({
      devices: media.devices,
      capture: media.capture,
      choices: this.choices,
      clock: platform.clock,
      emit: (emission) => this.later(() => this.emit(emission)),
    });
    this.#timEvents = new TimEvents(report);
    const users = new Users(
      () => this.#account,
      () => platform.drawId(),
    );
    this.tim = createTim(users, this.#timEvents);
    this.#cloudEvents = new Emitter(report);
    this.#messages = new CustomMessages({
      clock: platform.clock,
      send: (message) => this.#account?.say(message) ?? false,
      received: (...message) => this.#cloudEvents.emit('onRecvCustomCmdMsg', ...message),
    });
    this.trtcCloud = createTRTCCloud({
      muteAllRemoteAudio: (muted) => this.choices.muteAllRemoteAudio(muted),
      messages: this.#messages,
      events: this.#cloudEvents,
      warn: (message, error) => logger.log('warn', message, error),
    });
  }

  /** Who is logged in. The guards have checked that somebody is. */
  get account(): Account {
    if (!this.#account) throw new Failure(Code.NOT_LOGGED_IN, 'nobody is logged in');
    return this.#account;
  }

  get session(): Session {
    return this.account.session;
  }

  get isInCall(): boolean {
    return this.#account !== null && this.#account.session.status !== 'idle';
  }

  isSelf(userId: string | undefined): boolean {
    return this.#account !== null && this.#account.userId === userId;
  }

  emit({ event, payload }: Emission): void {
    this.emitter.emit(event, payload as never);
    if (event === TUICallEvent.ON_AUTOPLAY_BLOCKED) {
      this.#cloudEvents.emit('onAutoPlayFailed', autoPlayFailed);
    }
  }

  later(job: () => void): void {
    this.#lane.push(job);
  }

  emitError(error: unknown): void {
    emitError({ emit: (emission) => this.emit(emission), later: (job) => this.later(job) }, error);
  }

  async login(params: LoginParams): Promise<void> {
    const loading = this.parts.media.plane.load?.();
    if (loading) {
      const logouts = this.#logouts;
      await this.#inTime(loading);
      if (logouts !== this.#logouts) throw Failure.state('logged out before the login was done');
    }
    await this.#enter(params);
  }

  async #enter({ userID, userSig, deviceName }: LoginParams): Promise<void> {
    const before = this.#account;
    if (before && before.userId !== userID) {
      throw Failure.state(`'${before.userId}' is logged in on this engine, please logout() first.`);
    }
    if (before) {
      this.logger.log('warn', `login(): '${userID}' is logged in already`);
      const { loggedIn } = before;
      await before.ready;
      // Of a login that was still under way there is one SDK_READY for both.
      if (loggedIn) this.later(() => this.#tellReady(before));
      return;
    }
    const { platform, media } = this.parts;
    const { sdkAppId, notifyBusyCallee } = this.settings;
    const login = { sdkAppId, userId: userID, userSig, deviceName: deviceName ?? platform.page.deviceName() };
    const account: Account = new Account(
      { url: this.#address(), login, restores: this.emitter.hears(TUICallEvent.ON_CALL_RESTORED) },
      {
        platform,
        lane: this.#lane,
        logger: this.logger,
        emit: (emission) => this.emit(emission),
        media: { ...media, choices: this.choices },
        notifyBusyCallee,
        alone: () => this.#alone,
        onMessage: (from, message) => this.#messages.receive(from, message),
        onProfile: (profile) => this.#timEvents.profileChanged(profile),
        onGone: () => {
          if (this.#account === account) this.#account = null;
        },
      },
    );
    this.#account = account;
    this.choices.knowSelf(userID);
    await account.ready;
  }

  /** Unless he has logged out meanwhile (S1-32). */
  #tellReady(account: Account): void {
    if (this.#account !== account) return;
    this.emit({ event: TUICallEvent.SDK_READY, payload: { name: 'sdkStateReady' } });
  }

  async enableMultiDevice(enable: boolean): Promise<void> {
    if (this.#account?.loggedIn) await this.#account.setAlone(!enable);
    this.#alone = !enable;
  }

  /** A method that does nothing. */
  deprecated(method: string, instead: string): void {
    this.logger.log('warn', `${method}() does nothing, please use ${instead}()`);
  }

  async logout(): Promise<void> {
    this.#logouts += 1;
    const account = this.#account;
    this.#account = null;
    await account?.leave();
  }

  async destroy(): Promise<void> {
    this.emitter.clear();
    this.#timEvents.clear();
    this.#cloudEvents.clear();
    this.devices.close();
    const left = this.logout();
    this.parts.media.preview.close();
    await left;
  }

  /** What comes too late for one login is there for the next. */
  #inTime(loading: Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      const cancel = this.parts.platform.clock.after(LOAD_WITHIN_MS, () =>
        reject(Failure.noLink('a part of the engine could not be loaded in time')),
      );
      void loading.then(resolve, reject).finally(cancel);
    });
  }

  #address(): string {
    const url = this.settings.serverURL() ?? this.parts.platform.page.origin();
    if (url !== null) return linkAddress(url);
    throw Failure.parameter(
      "no server address: this page has no origin of its own, so pass 'serverURL' to createInstance() or call TUICallEngine.setServerURL().",
    );
  }
}
