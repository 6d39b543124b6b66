import {
  type ClientFrame,
  type LoginFrame,
  PROTOCOL_VERSION,
  type ServerFrame,
  type WelcomeFrame,
} from '@ringback/protocol';
import { messageOf } from '../errors/failure.js';
import type { Cancel, Platform } from '../platform/platform.js';
import type { Socket } from '../platform/socket.js';
import type { End } from './end.js';
import { readFrame } from './frames.js';
import { Heartbeat, type Rhythm } from './heartbeat.js';

/** From opening the socket to the welcome. Beyond it another attempt is the better bet, and two fit into the grace time. */
const WELCOME_WITHIN_MS = 6_000;

export type SessionFrame = Exclude<
  ServerFrame,
  { readonly t: 'welcome' } | { readonly t: 'refused' } | { readonly t: 'ping' } | { readonly t: 'away' }
>;

export interface ConnectionEvents {
  welcome(frame: WelcomeFrame): void;
  frame(frame: SessionFrame): void;
  /** Once; nothing follows. */
  ended(end: End): void;
}

/** One WebSocket from its opening to its end: login, welcome, heartbeats. It never comes back; the link makes another one. */
export class Connection {
  readonly #events: ConnectionEvents;
  readonly #heartbeat: Heartbeat;
  readonly #cancelDeadline: Cancel;
  #socket: Socket | null = null;
  #welcomed = false;
  #over = false;
  #retryAfterMs: number | undefined;

  constructor(url: string, login: LoginFrame, rhythm: Rhythm, platform: Platform, events: ConnectionEvents) {
    const { clock } = platform;
    this.#events = events;
    this.#heartbeat = new Heartbeat(clock, rhythm, () => this.#end({ kind: 'broken', why: 'no heartbeat' }));
    this.#cancelDeadline = clock.after(WELCOME_WITHIN_MS, () => {
      this.#end({ kind: 'broken', why: `no welcome within ${WELCOME_WITHIN_MS / 1_000} s` });
    });
    try {
      this.#socket = platform.openSocket(url, {
        opened: () => this.#write(login),
        received: (text) => this.#receive(text),
        closed: (code) => this.#end({ kind: 'closed', code, retryAfterMs: this.#retryAfterMs }),
      });
    } catch (error) {
      clock.after(0, () => this.#end({ kind: 'broken', why: messageOf(error) }));
    }
  }

  /** When the last byte came, by the clock. */
  get heardAt(): number {
    return this.#heartbeat.heardAt;
  }

  set rhythm(rhythm: Rhythm) {
    this.#heartbeat.rhythm = rhythm;
  }

  /** Only after the welcome. */
  send(frame: ClientFrame): void {
    if (this.#welcomed) this.#write(frame);
  }

  /** Closes without an `ended`. */
  drop(): void {
    this.#over = true;
    this.#cancelDeadline();
    this.#heartbeat.stop();
    this.#socket?.close();
  }

  /** What the link found wrong with what came. */
  fail(why: string): void {
    this.#end({ kind: 'broken', why });
  }

  #write(frame: ClientFrame): void {
    if (!this.#over) this.#socket?.send(JSON.stringify(frame));
  }

  #receive(text: string): void {
    if (this.#over) return;
    this.#heartbeat.heard();
    const frame = readFrame(text);
    if (!frame) return;
    switch (frame.t) {
      case 'ping':
        // Here and not by a timer: hidden tabs throttle timers (scenarios: heartbeats).
        this.send({ t: 'pong' });
        return;
      case 'refused': {
        const { code, message, retryAfterMs, over } = frame;
        this.#end({ kind: 'refused', code, message, retryAfterMs, over });
        return;
      }
      case 'away':
        this.#retryAfterMs = frame.retryAfterMs;
        return;
      case 'welcome':
        this.#welcome(frame);
        return;
      default:
        if (this.#welcomed) this.#events.frame(frame);
    }
  }

  #welcome(frame: WelcomeFrame): void {
    if (this.#welcomed) return;
    if (frame.v !== PROTOCOL_VERSION) {
      this.#end({ kind: 'version', theirs: frame.v });
      return;
    }
    this.#cancelDeadline();
    this.#welcomed = true;
    this.#events.welcome(frame);
  }

  #end(end: End): void {
    if (this.#over) return;
    this.drop();
    this.#events.ended(end);
  }
}
