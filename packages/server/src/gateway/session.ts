import {
  CloseCode,
  Code,
  type MessageFromFrame,
  type MessageToFrame,
  type Profile,
  type ServerEvent,
  type SignalFromFrame,
  type SignalToFrame,
  type WelcomeFrame,
} from '@ringback/protocol';
import type { Messages } from '../media/messages.js';
import type { DeviceAddress, InboxEntry } from '../store/contract.js';
import type { Cancel, Clock } from '../system/clock.js';
import { refuse } from './asked.js';
import { decode, type SessionFrame } from './decode.js';
import { Heartbeat, type Pace } from './heartbeat.js';
import { Intake, type IntakeOptions, type IntakeParts } from './intake.js';
import { LinkBudget } from './link-budget.js';
import type { LostLinks } from './lost-links.js';
import type { Mailbox } from './mailbox.js';
import type { LinkedDevice, Sessions } from './sessions.js';
import { TRY_AGAIN_LATER } from './wire.js';

/** Malformed frames after which a link is closed. */
const MAX_FAULTS = 20;
/** What is under way when a link is to be closed has this long to be answered. */
const LAST_ANSWERS_MS = 2_000;

export interface SessionParts extends IntakeParts {
  readonly clock: Clock;
  readonly sessions: Sessions;
  readonly lost: LostLinks;
  readonly messages: Messages;
}

/** Which device this is, on which link, and how it is spoken to. */
export interface SessionOptions extends IntakeOptions {
  readonly bytesRead: () => number;
  readonly mailbox: Mailbox;
}

/** Why no loss is committed when the link ends. */
type Fate = 'gone' | 'replaced';

/** One logged-in device on one link, from the welcome to the end of the link. */
export class Session implements LinkedDevice {
  readonly #parts: SessionParts;
  readonly #options: SessionOptions;
  readonly #heartbeat: Heartbeat;
  readonly #budget: LinkBudget;
  readonly #intake: Intake;
  #fate: Fate | null = null;
  /** The page has said that it is leaving (G-18). */
  #isLeaving = false;
  /** How the link is to be closed once what is under way is answered. */
  #farewell: { readonly code: CloseCode; readonly reason: string; readonly cancel: Cancel } | null = null;
  #faults = 0;
  #unknown = 0;
  #refusedSignals = 0;
  #refusedMessages = 0;

  constructor(parts: SessionParts, options: SessionOptions, pace: Pace) {
    const { wire, supply, bytesRead } = options;
    this.#parts = parts;
    this.#options = options;
    this.#budget = new LinkBudget(parts.clock);
    this.#intake = new Intake(parts, options, {
      flooded: (message) => this.#flooded(message),
      answered: () => this.#closeWhenAnswered(),
    });
    this.#heartbeat = new Heartbeat(parts.clock, pace, bytesRead, {
      ping: () => {
        wire.send({ t: 'ping' });
        supply.renew();
      },
      silent: () => wire.cut(),
    });
  }

  get device(): DeviceAddress {
    return this.#options.device;
  }

  setPace(pace: Pace): void {
    if (!this.#options.wire.isOver) this.#heartbeat.pace = pace;
  }

  /** The welcome, then the inbox from there on. */
  open(welcome: WelcomeFrame, afterSeq: number, kept: readonly InboxEntry[]): void {
    const { wire, supply, mailbox } = this.#options;
    wire.send(welcome);
    supply.linked();
    for (const event of welcome.snapshot?.events ?? []) this.#sendPrepared(event);
    if (!mailbox.open(afterSeq, kept, (entry) => this.#sendEntry(entry))) {
      wire.close(CloseCode.TOO_SLOW, 'too much happened during the login');
    }
    if (afterSeq > 0) this.#acknowledge(afterSeq);
  }

  deliver(entry: InboxEntry): void {
    this.#options.mailbox.deliver(entry);
  }

  signal(frame: SignalFromFrame): void {
    this.#options.wire.send(frame);
  }

  prepare(frame: SignalFromFrame): void {
    // Whoever is rung must not lose his link by what a stranger sends him; what he misses is mended once he is in.
    this.#options.wire.sendIfReading(frame);
  }

  message(frame: MessageFromFrame): void {
    this.#options.wire.sendIfReading(frame);
  }

  profile(profile: Profile): void {
    this.#options.wire.sendIfReading({ t: 'profile', profile });
  }

  gone(): void {
    this.#fate = 'gone';
    this.finish(CloseCode.DEVICE_GONE, 'this device is logged out');
  }

  replaced(): void {
    this.#fate = 'replaced';
    this.#options.wire.close(CloseCode.REPLACED, 'this device has a newer link');
  }

  /** Takes nothing more, and closes when what is under way is answered. */
  finish(code: CloseCode, reason: string): void {
    if (this.#farewell) return;
    const cancel = this.#parts.clock.after(LAST_ANSWERS_MS, () => this.#options.wire.close(code, reason));
    this.#farewell = { code, reason, cancel };
    this.#closeWhenAnswered();
  }

  /** The link is over. */
  ended(): void {
    const { sessions, lost } = this.#parts;
    const { device, linkId, log } = this.#options;
    this.#heartbeat.stop();
    this.#farewell?.cancel();
    sessions.remove(this);
    const { heardAt } = this.#heartbeat;
    const counts = {
      faults: this.#faults,
      unknown: this.#unknown,
      refusedSignals: this.#refusedSignals,
      refusedMessages: this.#refusedMessages,
      limited: this.#intake.refused,
    };
    log.info({ ...counts, leaving: this.#isLeaving }, `link ended${this.#fate ? `: ${this.#fate}` : ''}`);
    if (this.#fate) return;
    const { appId, userId, deviceId } = device;
    const leaving = this.#isLeaving;
    lost.report(appId, { from: 'link', kind: 'lost', userId, deviceId, linkId, heardAt, leaving });
  }

  heard(): void {
    this.#heartbeat.heard();
  }

  take(text: string): void {
    if (!this.#isWithinBudget(text.length)) return;
    const decoded = decode(text);
    switch (decoded.kind) {
      case 'frame':
        this.#handle(decoded.frame);
        return;
      case 'unknown':
        this.#unknown += 1;
        return;
      case 'malformed':
        this.#malformed(decoded.id, decoded.message);
        return;
      case 'noJson':
        this.#options.wire.abort('frames are JSON, received something else');
    }
  }

  /** A ping or pong of the WebSocket itself: no engine sends any, but proxies may. */
  control(bytes: number): void {
    this.#isWithinBudget(bytes);
  }

  /** False: the frame is not looked at. */
  #isWithinBudget(characters: number): boolean {
    if (this.#farewell || this.#options.wire.isOver) return false;
    const isWithin = this.#budget.frame(characters);
    if (!isWithin) this.#flooded('too many frames');
    return isWithin;
  }

  #handle(frame: SessionFrame): void {
    switch (frame.t) {
      case 'command':
        this.#intake.command(frame);
        return;
      case 'request':
        this.#intake.request(frame);
        return;
      case 'signal':
        this.#signalTo(frame);
        return;
      case 'message':
        this.#messageTo(frame);
        return;
      case 'ack':
        this.#acknowledge(frame.seq);
        return;
      case 'leaving':
        this.#isLeaving = true;
        return;
      case 'pong':
        return;
    }
  }

  /** Whatever the device is about, its grace time begins, and it may come back. */
  #flooded(message: string): void {
    const { wire, log } = this.#options;
    log.warn(`link closed: ${message}`);
    wire.send({ t: 'fault', code: Code.TOO_MANY, message });
    wire.close(TRY_AGAIN_LATER, message);
  }

  #signalTo({ callId, to, signal }: SignalToFrame): void {
    const { device, log } = this.#options;
    if (!this.#budget.signal()) {
      this.#refusedSignals += 1;
      return;
    }
    const outcome = this.#parts.relay.signal(device.appId, device, { callId, to, signal });
    if (outcome.outcome !== 'refused') return;
    this.#refusedSignals += 1;
    log.debug({ callId, kind: signal.kind, why: outcome.why }, 'signal refused');
  }

  #messageTo({ callId, message }: MessageToFrame): void {
    const { device } = this.#options;
    const taken =
      this.#budget.message(message.data.length) &&
      this.#parts.messages.send(device.appId, device, { callId, message });
    if (!taken) this.#refusedMessages += 1;
  }

  /** Only what was sent can have been processed. */
  #acknowledge(seq: number): void {
    const { device, mailbox, log } = this.#options;
    this.#parts.store
      .acknowledge(device, Math.min(seq, mailbox.lastSeq))
      .catch((err: unknown) => log.error({ err }, 'an acknowledgement was not stored'));
  }

  #malformed(id: string | undefined, message: string): void {
    const { wire, log } = this.#options;
    this.#faults += 1;
    log.debug({ message }, 'malformed frame');
    if (id !== undefined) {
      this.#parts.meter.commandRefused(this.#options.device.appId, Code.BAD_REQUEST);
      refuse(wire, id, Code.BAD_REQUEST, message);
    } else wire.send({ t: 'fault', code: Code.BAD_REQUEST, message });
    if (this.#faults >= MAX_FAULTS) wire.abort(`${MAX_FAULTS} malformed frames`);
  }

  /** The entry, and for each ring in it what the callee prepares with (design decision 6). */
  #sendEntry({ answer, events, text }: InboxEntry): void {
    const { wire, supply } = this.#options;
    if (answer) supply.before(answer.result);
    wire.sendText(text);
    for (const event of events) this.#sendPrepared(event);
  }

  #sendPrepared(event: ServerEvent): void {
    if (event.e !== 'received') return;
    const { appId, userId } = this.#options.device;
    const frames = this.#parts.relay.forRinging(appId, event.call.callId, userId);
    for (const frame of frames) this.#options.wire.send(frame);
  }

  #closeWhenAnswered(): void {
    if (this.#farewell && this.#intake.inFlight === 0) {
      this.#options.wire.close(this.#farewell.code, this.#farewell.reason);
    }
  }
}
