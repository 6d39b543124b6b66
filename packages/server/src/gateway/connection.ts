import {
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
import type { Cancel } from '../system/clock.js';
import { decodeFirst, textOf } from './decode.js';
import type { Admitted } from './entering/admission.js';
import {
  Entrance,
  type EntranceParts,
  type LoginRefusal,
  refusedForNow,
  type Verified,
} from './entering/entrance.js';
import { IceSupply, type IceSupplyParts } from './ice-supply.js';
import { userKey } from './keys.js';
import { Session, type SessionParts } from './session.js';
import type { ConnectionInfo, Socket } from './socket.js';
import { TRY_AGAIN_LATER, Wire } from './wire.js';

/** What an app's configuration is to the gateway. */
export type GatewayApp = Pick<
  AppConfig,
  'sdkAppId' | 'secretKey' | 'policy' | 'directory' | 'avatarHosts' | 'relayOnly'
>;

export interface ConnectionParts extends SessionParts, EntranceParts, IceSupplyParts {
  readonly apps: (sdkAppId: number) => GatewayApp | undefined;
  readonly verify: Verify;
  readonly addressLimits: Pick<AddressLimits, 'login' | 'loginFailed'>;
  readonly loginsOfUsers: RateLimiter;
}

type Phase =
  /** Nothing has come yet. */
  | { readonly is: 'greeting'; readonly cancelDeadline: Cancel }
  /** The login waits for its turn, or is being committed; frames that come early wait for the welcome. */
  | { readonly is: 'joining'; readonly early: string[]; readonly entrance: Entrance }
  | { readonly is: 'open'; readonly session: Session }
  | { readonly is: 'over' };

/** Frames that may come between login and welcome. */
const MAX_EARLY = 16;
/** Pings and pongs of the WebSocket itself that may come before the welcome. `ws` answers each ping. */
const MAX_EARLY_CONTROLS = 16;
/** In a minute: his devices on bad networks have fewer. Whoever has many addresses must not take everybody's turn to log in. */
const LOGINS_OF_USER = 120;
/** A UserSig that was good once, and a device that was: nobody guesses with them, and many may come from behind one address at once. */
const HONEST: ReadonlySet<number> = new Set([Code.SIG_EXPIRED, Code.KICKED_OUT]);

/** One WebSocket from its opening to its end. */
export class Connection {
  readonly #parts: ConnectionParts;
  readonly #info: ConnectionInfo;
  readonly #wire: Wire;
  #phase: Phase;
  #earlyControls = 0;

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
    socket.on('ping', ({ length }) => this.#control(length));
    socket.on('pong', ({ length }) => this.#control(length));
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

  #control(bytes: number): void {
    if (this.#wire.isOver) return;
    if (this.#phase.is === 'open') {
      this.#phase.session.control(bytes);
      return;
    }
    this.#earlyControls += 1;
    if (this.#earlyControls > MAX_EARLY_CONTROLS) this.#wire.abort('too many pings before the welcome');
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
      this.#refuse(refusedForNow('too many failed logins from this address', free.retryAfterS * 1_000));
      return;
    }
    const first = decodeFirst(text);
    switch (first.kind) {
      case 'fault':
        this.#wire.abort(first.message);
        return;
      case 'refused':
        this.#refuse(first);
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
      const key = userKey(login.sdkAppId, login.userId);
      // Whoever has found an old UserSig must not use up the logins of its user.
      const free = this.#parts.loginsOfUsers.take(hasExpired ? `${key}\nexpired` : key, LOGINS_OF_USER);
      if (!free.ok) {
        this.#refuse(refusedForNow('too many logins of this user', free.retryAfterS * 1_000, login));
        return;
      }
      this.#enter(app, { appId: app.sdkAppId, login, hasExpired });
    } catch (error) {
      if (error instanceof AuthError) this.#refuse({ code: error.code, message: error.message, login });
      else this.#failed(error);
    }
  }

  #enter(app: GatewayApp, verified: Verified): void {
    const wire = this.#wire;
    const entrance = new Entrance(this.#parts, {
      get isOver() {
        return wire.isOver;
      },
      refused: (refusal) => this.#refuse(refusal),
      open: (linkId, admitted) => this.#open(app, linkId, admitted),
    });
    this.#phase = { is: 'joining', early: [], entrance };
    entrance.enter(verified).catch((error: unknown) => this.#failed(error));
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

  #refuse({ code, message, login, over, retryAfterMs }: LoginRefusal): void {
    const { log, meter } = this.#parts;
    const { address } = this.#info;
    log.warn({ app: login?.sdkAppId, user: login?.userId, address, code }, `login refused: ${message}`);
    meter.loginRefused(code);
    this.#wire.send({ t: 'refused', code, message, over, retryAfterMs });
    if (code === Code.SERVER_ERROR || code === Code.TOO_MANY) {
      this.#wire.close(TRY_AGAIN_LATER, 'not now');
      return;
    }
    if (!HONEST.has(code)) this.#parts.addressLimits.loginFailed(address);
    this.#wire.close(CloseCode.LOGIN_REFUSED, 'login refused');
  }

  #failed(err: unknown): void {
    this.#parts.log.error({ err, address: this.#info.address }, 'a login failed');
    this.#refuse({ code: Code.SERVER_ERROR, message: 'the server could not do this' });
  }

  #over(): void {
    const phase = this.#phase;
    this.#phase = { is: 'over' };
    if (phase.is === 'greeting') phase.cancelDeadline();
    if (phase.is === 'joining') phase.entrance.leave();
    if (phase.is === 'open') phase.session.ended();
  }
}
