import { Code, type CustomMessage, type Profile } from '@ringback/protocol';
import { Failure } from '../errors/failure.js';
import type { Emission } from '../events/map.js';
import { TUICallEvent } from '../events/names.js';
import type { End } from '../link/end.js';
import type { Lane } from '../link/lane.js';
import { Link } from '../link/link.js';
import type { LinkOptions, Standing } from '../link/ports.js';
import type { Logger } from '../log/logger.js';
import type { Cancel, Platform } from '../platform/platform.js';
import { Directory } from '../profiles/directory.js';
import { timProfile } from '../profiles/tim-source.js';
import type { SessionParts } from '../session/ports.js';
import { Session } from '../session/session.js';

/** A login that has found no server by then rejects (G-16). */
const LOGIN_WITHIN_MS = 10_000;
/** A server that does not confirm a logout by then hears of it by the end of the link. */
const LOGOUT_WITHIN_MS = 5_000;

export interface AccountParts {
  readonly platform: Platform;
  readonly lane: Lane;
  readonly logger: Logger;
  readonly emit: (emission: Emission) => void;
  readonly media: Pick<SessionParts, 'plane' | 'capture' | 'preview' | 'choices'>;
  readonly notifyBusyCallee: boolean;
  /** What the app wants of the user's other devices (G-11); null: nothing. */
  readonly alone: () => boolean | null;
  /** Somebody in the call says something of the app's own. */
  readonly onMessage: (from: string, message: CustomMessage) => void;
  /** A name or picture has changed. */
  readonly onProfile: (profile: Profile) => void;
  /** Logged out by the server: kicked out, or refused for good. */
  readonly onGone: () => void;
}

type State = 'entering' | 'in' | 'out';

/** One login of one user, from `login()` to `logout()` or to the server's last word: its link and its calls. */
export class Account {
  readonly userId: string;
  readonly link: Link;
  readonly session: Session;
  readonly directory: Directory;
  /** Resolves with the first welcome; rejects with what the server said, or −1406. */
  readonly ready: Promise<void>;
  readonly #parts: AccountParts;
  readonly #ignorePage: readonly Cancel[];
  #state: State = 'entering';
  #settle: { resolve(): void; reject(error: Failure): void } = { resolve() {}, reject() {} };
  #cancelDeadline: Cancel = () => {};

  constructor(options: Omit<LinkOptions, 'alone'>, parts: AccountParts) {
    const { platform, lane } = parts;
    this.userId = options.login.userId;
    this.#parts = parts;
    this.ready = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    this.link = new Link({ ...options, alone: () => parts.alone() === true }, platform, lane, {
      up: (standing) => this.#up(standing),
      down: () => this.#down(),
      stopped: (end) => this.#stopped(end),
      events: (events) => {
        for (const event of events) this.session.apply(event);
      },
      signal: (callId, from, signal) => this.session.signal(callId, from, signal),
      message: (callId, from, message) => {
        if (callId === this.session.talking) parts.onMessage(from, message);
      },
      iceServers: (servers) => this.session.useIceServers(servers),
      profile: (profile) => this.#profileChanged(profile),
      fault: (code, message) =>
        parts.logger.log('warn', `the server could not take a frame: ${code} ${message}`),
    });
    this.session = new Session(this.#sessionParts());
    this.directory = new Directory(
      async (userIds) => (await this.link.request({ ask: 'profiles', userIds })).profiles,
      platform.clock,
    );
    this.#cancelDeadline = platform.clock.after(LOGIN_WITHIN_MS, () => this.#fail(this.link.failure));
    this.#ignorePage = [
      platform.page.on('leaving', () => this.link.leaving()),
      platform.page.on('network', () => this.session.networkChanged()),
    ];
  }

  get loggedIn(): boolean {
    return this.#state === 'in';
  }

  /** `enableMultiDeviceAbility(!alone)` (G-11). */
  async setAlone(alone: boolean): Promise<void> {
    await this.link.command({ op: 'alone', alone });
  }

  /** To everybody else who is in. false: nobody can hear it. */
  say(message: CustomMessage): boolean {
    const callId = this.session.talking;
    return callId !== null && this.link.message(callId, message);
  }

  #profileChanged(profile: Profile): void {
    this.directory.put(profile);
    this.#emit({ event: TUICallEvent.ON_USER_PROFILE_CHANGED, payload: timProfile(profile) });
    if (this.#state === 'in') this.#parts.onProfile(profile);
  }

  /** `logout()`: as `hangup()` where this device is in a call (S1-32). What it tells is written before this returns. */
  async leave(): Promise<void> {
    const told =
      this.#state === 'in' && this.link.isUp ? this.link.command({ op: 'logout' }, { lasting: true }) : null;
    this.#end();
    this.link.retire();
    this.#settle.reject(Failure.state('logged out before the login was done'));
    if (told) await this.#confirmed(told);
    this.link.close();
  }

  #sessionParts(): SessionParts {
    const { platform, lane, logger, emit, media, notifyBusyCallee } = this.#parts;
    return {
      selfId: this.userId,
      link: this.link,
      ...media,
      clock: platform.clock,
      element: (id) => platform.page.element(id),
      emit,
      later: (job) => lane.push(job),
      warn: (message, error) => logger.log('warn', message, ...(error === undefined ? [] : [error])),
      notifyBusyCallee,
      onKickedOut: () => {
        this.link.retire();
        this.#gone();
      },
    };
  }

  #up(standing: Standing): void {
    if (this.#state === 'out') return;
    if (this.#state === 'entering' || !standing.claimed) this.#stayAlone();
    if (this.#state === 'entering') {
      this.#cancelDeadline();
      this.#state = 'in';
      this.#settle.resolve();
      // Behind the promise and before whatever the server has for this device (G-15).
      this.#parts.lane.next(() =>
        this.#emit({ event: TUICallEvent.SDK_READY, payload: { name: 'sdkStateReady' } }),
      );
      return;
    }
    this.#emitLink('connected', this.link.graceTime);
    this.session.linkUp(standing);
  }

  /** The server knows nothing yet of what the app wants of this device. */
  #stayAlone(): void {
    const alone = this.#parts.alone();
    if (alone === null) return;
    this.setAlone(alone).catch((error: unknown) =>
      this.#parts.logger.log('warn', 'enableMultiDeviceAbility() had no effect', error),
    );
  }

  #down(): void {
    this.#emitLink('reconnecting', Math.floor(this.link.graceLeftMs / 1_000));
    this.session.linkDown();
  }

  #stopped(end: End): void {
    const { failure } = this.link;
    if (this.#state === 'entering') {
      this.#fail(failure);
      return;
    }
    if (this.#state === 'out') return;
    this.#parts.logger.log('error', `the link is lost for good: ${failure.message}`);
    this.#emitLink('lost', 0);
    const refusal = end.kind === 'refused' ? end : null;
    this.session.lose(refusal?.over);
    if (refusal?.code === Code.KICKED_OUT) this.session.apply({ e: 'kickedOut', message: refusal.message });
    else this.#gone();
  }

  /** The login did not succeed. */
  #fail(failure: Failure): void {
    if (this.#state !== 'entering') return;
    this.#gone();
    this.#settle.reject(failure);
  }

  #gone(): void {
    if (this.#state === 'out') return;
    this.#end();
    this.link.close();
    this.#parts.onGone();
  }

  #end(): void {
    this.#state = 'out';
    this.#cancelDeadline();
    for (const ignore of this.#ignorePage) ignore();
    this.session.close();
  }

  #confirmed(told: Promise<unknown>): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#parts.platform.clock.after(LOGOUT_WITHIN_MS, resolve);
      const done = () => {
        cancel();
        resolve();
      };
      told.then(done, done);
    });
  }

  #emitLink(state: 'connected' | 'reconnecting' | 'lost', graceTime: number): void {
    this.#emit({ event: TUICallEvent.ON_LINK_CHANGED, payload: { state, graceTime } });
  }

  #emit(emission: Emission): void {
    if (this.#state === 'in') this.#parts.emit(emission);
  }
}
