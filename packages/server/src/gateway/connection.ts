import {
  type CallOver,
  CloseCode,
  Code,
  LOGIN_DEADLINE_MS,
  type LoginFrame,
  MAX_FRAME,
  MAX_FRAME_BEFORE_LOGIN,
  PROTOCOL_VERSION,
  type WelcomeFrame,
} from '@ringback/protocol';
import type { RawData } from 'ws';
import { AuthError } from '../auth/error.js';
import type { Verify } from '../auth/verifier.js';
import type { AppConfig } from '../config/config.js';
import type { AddressLimits } from '../limits/address-limits.js';
import type { RateLimiter } from '../limits/rate-limiter.js';
import type { Logger } from '../log/logger.js';
import type { Cancel } from '../system/clock.js';
import type { Random } from '../system/random.js';
import { type Admitted, admit } from './admission.js';
import { decodeFirst, textOf } from './decode.js';
import { IceSupply, type IceSupplyParts } from './ice-supply.js';
import { userKey } from './keys.js';
import { Session, type SessionParts } from './session.js';
import type { ConnectionInfo, Socket } from './socket.js';
import type { WaitingRoom } from './waiting-room.js';
import { TRY_AGAIN_LATER, Wire } from './wire.js';

/** What an app's configuration is to the gateway. */
export type GatewayApp = Pick<
  AppConfig,
  'sdkAppId' | 'secretKey' | 'policy' | 'directory' | 'avatarHosts' | 'relayOnly'
>;

export interface ConnectionParts extends SessionParts, IceSupplyParts {
  readonly apps: (sdkAppId: number) => GatewayApp | undefined;
  readonly verify: Verify;
  readonly random: Random;
  readonly addressLimits: Pick<AddressLimits, 'login' | 'loginFailed'>;
  readonly loginsOfUsers: RateLimiter;
  readonly waitingRoom: WaitingRoom;
  readonly log: Logger;
}

type Phase =
  /** Nothing has come yet. */
  | { readonly is: 'greeting'; readonly cancelDeadline: Cancel }
  /** The login waits for its turn, or is being committed; frames that come early wait for the welcome. */
  | { readonly is: 'joining'; readonly early: string[] }
  | { readonly is: 'open'; readonly session: Session }
  | { readonly is: 'over' };

/** What there is to say of a refusal beside its code. */
interface RefusalDetails {
  readonly login?: LoginFrame | undefined;
  readonly over?: CallOver | undefined;
  readonly retryAfterMs?: number;
}

/** Frames that may come between login and welcome. */
const MAX_EARLY = 16;
/** In a minute: his devices on bad networks have fewer. Whoever has many addresses must not take everybody's turn to log in. */
const LOGINS_OF_USER = 120;

/** One WebSocket from its opening to its end. */
export class Connection {
  readonly #parts: ConnectionParts;
  readonly #info: ConnectionInfo;
  readonly #wire: Wire;
  #phase: Phase;
  #leaveWaitingRoom = () => {};

  constructor(parts: ConnectionParts, socket: Socket, info: ConnectionInfo) {
    this.#parts = parts;
    this.#info = info;
    this.#wire = new Wire(socket, parts.clock, () => this.#over());
    const cancelDeadline = parts.clock.after(LOGIN_DEADLINE_MS, () => {
      const message = `no login came within ${LOGIN_DEADLINE_MS / 1_000} s`;
      this.#wire.send({ t: 'fault', code: Code.BAD_REQUEST, message });
      this.#wire.close(CloseCode.SILENT, 'no login');
    });
    this.#phase = { is: 'greeting', cancelDeadline };
    socket.on('message', (data, isBinary) => this.#receive(data, isBinary));
    // What ws finds wrong (too large, not UTF-8, a reset) it closes by itself.
    socket.on('error', (err) => parts.log.debug({ address: info.address, err }, 'socket failed'));
  }

  /** Resolves when the socket is closed. */
  get closed(): Promise<void> {
    return this.#wire.closed;
  }

  /** The user of this link is in a call or rings. */
  get isBusy(): boolean {
    return this.#phase.is === 'open' && this.#parts.calls.isBusy(this.#phase.session.device);
  }

  /** The server goes away: what is under way is answered, then the link is closed. */
  drain(retryAfterMs: number): void {
    this.#wire.send({ t: 'away', retryAfterMs });
    if (this.#phase.is === 'open') this.#phase.session.finish(CloseCode.GOING_AWAY, 'the server goes away');
    else this.#wire.close(CloseCode.GOING_AWAY, 'the server goes away');
  }

  #receive(data: RawData, isBinary: boolean): void {
    if (this.#wire.isOver) return;
    if (this.#phase.is === 'open') this.#phase.session.heard();
    const maxBytes = this.#phase.is === 'open' ? MAX_FRAME : MAX_FRAME_BEFORE_LOGIN;
    const read = textOf(data, isBinary, maxBytes);
    if (read.kind === 'fault') this.#wire.abort(read.message);
    else this.#take(read.text);
  }

  #take(text: string): void {
    switch (this.#phase.is) {
      case 'greeting':
        this.#phase.cancelDeadline();
        this.#greet(text);
        return;
      case 'joining':
        if (this.#phase.early.push(text) > MAX_EARLY) this.#wire.abort('too many frames before the welcome');
        return;
      case 'open':
        this.#phase.session.take(text);
        return;
      case 'over':
        return;
    }
  }

  #greet(text: string): void {
    // The link may have been opened before the others failed.
    const free = this.#parts.addressLimits.login(this.#info.address);
    if (!free.ok) {
      this.#refuseForNow('too many failed logins from this address', free.retryAfterS * 1_000);
      return;
    }
    const first = decodeFirst(text);
    switch (first.kind) {
      case 'fault':
        this.#wire.abort(first.message);
        return;
      case 'refused':
        this.#refuse(first.code, first.message);
        return;
      case 'login':
        this.#verify(first.login);
    }
  }

  #verify(login: LoginFrame): void {
    const { apps, verify } = this.#parts;
    try {
      const app = apps(login.sdkAppId);
      if (!app) throw AuthError.unknownApp(login.sdkAppId);
      // The token is what takes a device up, so that a call outlives its UserSig.
      const mayHaveExpired = login.resume !== undefined;
      const { hasExpired } = verify(app, login.userId, login.userSig, { mayHaveExpired });
      const free = this.#parts.loginsOfUsers.take(userKey(login.sdkAppId, login.userId), LOGINS_OF_USER);
      if (!free.ok) {
        this.#refuseForNow('too many logins of this user', free.retryAfterS * 1_000, login);
        return;
      }
      this.#phase = { is: 'joining', early: [] };
      this.#enter(app, login, hasExpired).catch((error: unknown) => this.#failed(error));
    } catch (error) {
      if (error instanceof AuthError) this.#refuse(error.code, error.message, { login });
      else this.#failed(error);
    }
  }

  async #enter(app: GatewayApp, login: LoginFrame, hasExpired: boolean): Promise<void> {
    const { store, waitingRoom, meter } = this.#parts;
    const isUrgent = (await store.callOf(app.sdkAppId, login.userId)) !== undefined;
    if (this.#wire.isOver) return;
    const waited = meter.loginWaiting();
    const place = waitingRoom.enter(isUrgent);
    this.#leaveWaitingRoom = place.abandon;
    const outcome = await place.outcome;
    switch (outcome.is) {
      case 'gone':
        return;
      case 'turnedAway':
        this.#refuseForNow('too many devices come back at once', outcome.retryAfterMs, login);
        return;
      case 'admitted':
        waited();
        await this.#join(app, login, hasExpired).finally(place.done);
    }
  }

  async #join(app: GatewayApp, login: LoginFrame, hasExpired: boolean): Promise<void> {
    const { random, store, calls } = this.#parts;
    const linkId = random.id();
    const admission = await admit(this.#parts, { appId: app.sdkAppId, linkId, login, hasExpired });
    if (admission.kind === 'refused') {
      this.#refuse(admission.code, admission.message, { login, over: admission.over });
      return;
    }
    try {
      await calls.load(store, admission.device);
    } catch (err) {
      // The link is pinged more slowly and relays no signals until the next commit of its call: better than none.
      this.#parts.log.error(
        { err, app: app.sdkAppId, user: login.userId },
        'the call of a user could not be loaded',
      );
    }
    // Nothing is awaited from here on, so that the session misses nothing.
    admission.release();
    this.#open(app, linkId, admission);
  }

  #open(app: GatewayApp, linkId: string, admitted: Admitted): void {
    const { calls, sessions, clock, ice } = this.#parts;
    const { device, mailbox, token, resumed } = admitted;
    const early = this.#phase.is === 'joining' ? this.#phase.early : [];
    const log = this.#parts.log.child({
      app: device.appId,
      user: device.userId,
      device: device.deviceId,
      link: linkId,
    });
    const supply = new IceSupply(this.#parts, device, (frame) => this.#wire.send(frame));
    const session = new Session(
      this.#parts,
      {
        app,
        device,
        linkId,
        wire: this.#wire,
        supply,
        bytesRead: this.#info.bytesRead,
        mailbox,
        commandsPer10s: app.policy.limits.commandsPer10s,
        log,
      },
      calls.isBusy(device) ? 'call' : 'idle',
    );
    sessions.add(session);
    if (this.#wire.isOver) {
      if (admitted.isGone()) session.gone();
      session.ended();
      return;
    }
    this.#phase = { is: 'open', session };
    const { address, origin } = this.#info;
    log.info({ address, origin, resumed }, 'logged in');
    const welcome: WelcomeFrame = {
      t: 'welcome',
      v: PROTOCOL_VERSION,
      deviceId: device.deviceId,
      token,
      resumed,
      seq: admitted.afterSeq,
      now: clock.now(),
      graceTime: app.policy.graceTimeMs / 1_000,
      snapshot: admitted.snapshot,
      over: admitted.over,
      iceServers: ice.open,
      relayOnly: app.relayOnly === 'always',
    };
    session.open(welcome, admitted.afterSeq, admitted.kept);
    if (admitted.isGone()) session.gone();
    for (const text of early) session.take(text);
  }

  #refuseForNow(why: string, retryAfterMs: number, login?: LoginFrame): void {
    const message = `${why}, try again in ${Math.ceil(retryAfterMs / 1_000)} s`;
    this.#refuse(Code.TOO_MANY, message, { login, retryAfterMs });
  }

  #refuse(code: number, message: string, { login, over, retryAfterMs }: RefusalDetails = {}): void {
    const { log, meter } = this.#parts;
    const { address } = this.#info;
    log.warn({ app: login?.sdkAppId, user: login?.userId, address, code }, `login refused: ${message}`);
    meter.loginRefused(code);
    this.#wire.send({ t: 'refused', code, message, over, retryAfterMs });
    if (code === Code.SERVER_ERROR || code === Code.TOO_MANY) {
      this.#wire.close(TRY_AGAIN_LATER, 'not now');
      return;
    }
    this.#parts.addressLimits.loginFailed(address);
    this.#wire.close(CloseCode.LOGIN_REFUSED, 'login refused');
  }

  #failed(err: unknown): void {
    this.#parts.log.error({ err, address: this.#info.address }, 'a login failed');
    this.#refuse(Code.SERVER_ERROR, 'the server could not do this');
  }

  #over(): void {
    const phase = this.#phase;
    this.#phase = { is: 'over' };
    if (phase.is === 'greeting') phase.cancelDeadline();
    this.#leaveWaitingRoom();
    if (phase.is === 'open') phase.session.ended();
  }
}
