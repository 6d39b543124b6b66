import {
  type ClientFrame,
  type Command,
  type CommandResults,
  type CustomMessage,
  type IceServer,
  type LoginFrame,
  PROTOCOL_VERSION,
  type Request,
  type RequestResults,
  type Signal,
  type Snapshot,
  type WelcomeFrame,
} from '@ringback/protocol';
import { Failure } from '../errors/failure.js';
import type { Cancel, Platform } from '../platform/platform.js';
import { Acks } from './acks.js';
import { Backoff, STEADY_MS } from './backoff.js';
import { Connection } from './connection.js';
import { type End, failureOf, isClaimRefused, isFinal, retryAfterMs } from './end.js';
import type { Rhythm } from './heartbeat.js';
import { Identity } from './identity.js';
import { Inbound } from './inbound.js';
import { KeptDevice } from './kept-device.js';
import type { Lane } from './lane.js';
import { missedAnswer } from './missed-answer.js';
import { Outstanding, type Patience, type Question } from './outstanding.js';
import type { LinkEvents, LinkOptions } from './ports.js';

/** The server's clock and what else a welcome told. */
interface Welcome {
  readonly frame: WelcomeFrame;
  readonly at: number;
}

/**
 * The way to the server, over as many WebSockets as it takes: it resumes its device after every break, so that the layers above
 * see one ordered stream of events and answers, without gaps and repeats.
 */
export class Link {
  readonly #options: LinkOptions;
  readonly #platform: Platform;
  readonly #lane: Lane;
  readonly #events: LinkEvents;
  readonly #identity: Identity;
  readonly #backoff: Backoff;
  readonly #outstanding: Outstanding;
  readonly #acks: Acks;
  readonly #inbound: Inbound;
  #ignoreOnline: Cancel = () => {};
  #connection: Connection | null = null;
  #welcome: Welcome | null = null;
  #up = false;
  #over = false;
  #closed = false;
  #cancelRetry: Cancel = () => {};
  #callId: string | null = null;
  #rhythm: Rhythm = 'idle';
  #heardAt = 0;
  #lastEnd: End | null = null;

  constructor(options: LinkOptions, platform: Platform, lane: Lane, events: LinkEvents) {
    this.#options = options;
    this.#platform = platform;
    this.#lane = lane;
    this.#events = events;
    const { sdkAppId, userId } = options.login;
    const kept = new KeptDevice(platform.tab, `ringback ${options.url} ${sdkAppId} ${userId}`);
    this.#identity = new Identity(kept, options);
    this.#backoff = new Backoff(() => platform.random());
    this.#acks = new Acks(platform.clock, (ack) => this.#send(ack));
    const wire = { isUp: () => this.#up, send: (question: Question) => this.#send(question) };
    this.#outstanding = new Outstanding(platform.clock, wire, () => platform.drawId());
    this.#inbound = new Inbound({
      identity: this.#identity,
      outstanding: this.#outstanding,
      acks: this.#acks,
      events,
      tell: (job) => this.#tell(job),
      fail: (why) => this.#connection?.fail(why),
    });
    const recalled = this.#identity.recall();
    if (recalled) void recalled.then(() => this.#start());
    else this.#start();
  }

  get isUp(): boolean {
    return this.#up;
  }

  /** How long the server keeps a lost device, seconds. */
  get graceTime(): number {
    return this.#welcome?.frame.graceTime ?? 0;
  }

  /** How much of it is left, ms: it counts from the last byte that came. */
  get graceLeftMs(): number {
    const heardAt = this.#connection && this.#up ? this.#connection.heardAt : this.#heardAt;
    return Math.max(0, this.graceTime * 1_000 - (this.#platform.clock.now() - heardAt));
  }

  /** Those that need no credentials. */
  get iceServers(): readonly IceServer[] {
    return this.#welcome?.frame.iceServers ?? [];
  }

  /** Media goes through TURN servers alone. */
  get relayOnly(): boolean {
    return this.#welcome?.frame.relayOnly ?? false;
  }

  /** Why there is no link, as what a login would reject with. */
  get failure(): Failure {
    return failureOf(this.#lastEnd, this.#options.url);
  }

  /** Server time, ms (design decision 8). */
  serverNow(): number {
    return this.#welcome ? this.#welcome.frame.now + this.#platform.clock.now() - this.#welcome.at : 0;
  }

  /**
   * The call or ring that is shown, or whose end is still to be. `isLive`: the server knows it over this link too, so both know how often
   * it pings (see Heartbeat).
   */
  show(callId: string | null, isLive: boolean): void {
    this.#callId = callId;
    this.#rhythm = isLive ? 'call' : 'idle';
    if (this.#connection) this.#connection.rhythm = this.#rhythm;
  }

  /** Written before this returns, where there is a link (G-18). */
  command<C extends Command>(command: C, patience: Patience = {}): Promise<CommandResults[C['op']]> {
    const id = this.#platform.drawId();
    const answer = this.#outstanding.ask({ t: 'command', id, command }, patience);
    return answer as Promise<CommandResults[C['op']]>;
  }

  request<R extends Request>(request: R, patience: Patience = {}): Promise<RequestResults[R['ask']]> {
    const id = this.#platform.drawId();
    return this.#outstanding.ask({ t: 'request', id, request }, patience) as Promise<
      RequestResults[R['ask']]
    >;
  }

  /** Lost where there is no link: signals are mended by a new negotiation. */
  signal(callId: string, to: string, signal: Signal): void {
    this.#send({ t: 'signal', callId, to, signal });
  }

  /** false: there is no link, and it is lost. */
  message(callId: string, message: CustomMessage): boolean {
    this.#send({ t: 'message', callId, message });
    return this.#up;
  }

  /** The page is being closed (G-18). */
  leaving(): void {
    this.#send({ t: 'leaving' });
  }

  /** The device is over: no page takes it up again, and what waits for an answer rejects −1203, but for what ends something. */
  retire(): void {
    this.#identity.retire();
    this.#outstanding.abandon(Failure.state('the login is over'));
  }

  /** Ends it from this side. Nothing is told any more, and what waits for an answer rejects −1406. */
  close(): void {
    this.#closed = true;
    this.#finish();
    this.#identity.release();
    this.#outstanding.close(Failure.noLink('the engine has closed its link'));
  }

  #send(frame: ClientFrame): void {
    if (this.#up) this.#connection?.send(frame);
  }

  #start(): void {
    if (this.#over) return;
    this.#ignoreOnline = this.#platform.page.on('online', () => this.#connectNow());
    this.#connect();
  }

  #connectNow(): void {
    if (this.#up || this.#over) return;
    this.#connection?.drop();
    this.#cancelRetry();
    this.#connect();
  }

  #connect(): void {
    if (this.#identity.isRetired && this.graceLeftMs === 0) {
      // What is to be logged out is gone by now, and no other device must come of it.
      this.#finish();
      this.#outstanding.close(this.failure);
      return;
    }
    const { url, login } = this.#options;
    const resume = this.#identity.claim;
    const shows = this.#callId === null ? {} : { callId: this.#callId };
    const frame: LoginFrame = { t: 'login', v: PROTOCOL_VERSION, ...login, resume, ...shows };
    this.#connection = new Connection(url, frame, this.#rhythm, this.#platform, {
      welcome: (welcome) => this.#welcomed(welcome),
      frame: (received) => this.#inbound.take(received),
      ended: (end) => this.#ended(end),
    });
  }

  #welcomed(frame: WelcomeFrame): void {
    this.#welcome = { frame, at: this.#platform.clock.now() };
    const claimed = this.#identity.claim !== undefined;
    this.#identity.welcome(frame);
    this.#up = true;
    const { snapshot } = frame;
    if (snapshot) this.#tell(() => this.#answerMissed(snapshot));
    this.#tell(() => this.#events.up({ ...frame, claimed }));
    if (frame.resumed) this.#outstanding.repeat();
    else this.#outstanding.restart();
  }

  #answerMissed(snapshot: Snapshot): void {
    const { commandId } = snapshot;
    if (commandId) this.#outstanding.answerTo(commandId, (op) => missedAnswer(snapshot, op));
  }

  #ended(end: End): void {
    this.#lastEnd = end;
    this.#acks.stop();
    if (this.#up) {
      if (this.#platform.clock.now() - (this.#welcome?.at ?? 0) >= STEADY_MS) this.#backoff.reset();
      this.#heardAt = this.#connection?.heardAt ?? 0;
      this.#up = false;
      if (!isFinal(end)) this.#tell(() => this.#events.down());
    }
    this.#connection = null;
    if (this.#identity.claim && isClaimRefused(end)) {
      // The credentials may be right all the same: without the claim this is a new device.
      this.#identity.forget();
      this.#connect();
      return;
    }
    if (isFinal(end)) {
      this.#finish();
      this.#identity.forget();
      this.#tell(() => {
        this.#outstanding.close(this.failure);
        this.#events.stopped(end);
      });
      return;
    }
    const wait = this.#backoff.next(retryAfterMs(end));
    this.#cancelRetry = this.#platform.clock.after(wait, () => this.#connect());
  }

  #finish(): void {
    this.#over = true;
    this.#up = false;
    this.#cancelRetry();
    this.#ignoreOnline();
    this.#acks.stop();
    this.#connection?.drop();
    this.#connection = null;
  }

  /** After `close()` nothing that still waits in the lane is told. */
  #tell(job: () => void): void {
    this.#lane.push(() => {
      if (!this.#closed) job();
    });
  }
}
