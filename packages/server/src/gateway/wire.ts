import { CloseCode, Code, type ServerFrame } from '@ringback/protocol';
import type { Cancel, Clock } from '../system/clock.js';
import type { Socket } from './socket.js';

/** So much may wait for a reader, and more than the first for no longer than this. A whole inbox that is told again fits. */
const MAX_WAITING_BYTES = 256 * 1024;
const MAX_WAITING_MS = 5_000;
const MAX_WAITING_BYTES_EVER = 4 * 1024 * 1024;
/** Nothing that may be lost is sent to a reader who is behind by so much. */
const MAX_WAITING_BYTES_SPARE = 64 * 1024;

/** The other side has this long to answer a close. */
const CLOSE_PATIENCE_MS = 2_000;

/** A WebSocket close code for "not now": the engine comes back. */
export const TRY_AGAIN_LATER = 1013;

/** One socket as frames: sending, closing, and cutting off who does not read. */
export class Wire {
  /** Resolves when the socket is closed. */
  readonly closed: Promise<void>;
  readonly #socket: Socket;
  readonly #clock: Clock;
  readonly #onOver: () => void;
  #isOver = false;
  #cancelSlow: Cancel | null = null;
  #cancelClose: Cancel = () => {};

  /** @param onOver Called once, when nothing comes from or goes to this socket any more. */
  constructor(socket: Socket, clock: Clock, onOver: () => void) {
    this.#socket = socket;
    this.#clock = clock;
    this.#onOver = onOver;
    this.closed = new Promise((resolve) => {
      socket.on('close', () => {
        this.#cancelClose();
        this.#end();
        resolve();
      });
    });
  }

  /** Closed, being closed, or cut off. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** So much waits for the reader that nothing more should be asked for. */
  get isBehind(): boolean {
    return this.#socket.bufferedAmount > MAX_WAITING_BYTES;
  }

  send(frame: ServerFrame): void {
    this.sendText(JSON.stringify(frame));
  }

  /** Sends a frame that is JSON already. */
  sendText(text: string): void {
    if (this.#isOver) return;
    this.#socket.send(text);
    this.#checkReader();
  }

  /** Sends what may be lost: it is not put behind what waits for a slow reader. */
  sendIfReading(frame: ServerFrame): void {
    if (this.#socket.bufferedAmount <= MAX_WAITING_BYTES_SPARE) this.send(frame);
  }

  /** Says what was wrong, and closes. */
  abort(message: string): void {
    this.send({ t: 'fault', code: Code.BAD_REQUEST, message });
    this.close(CloseCode.PROTOCOL, 'not this protocol');
  }

  /** @param reason At most 123 bytes. */
  close(code: number, reason: string): void {
    if (this.#isOver) return;
    this.#cancelClose = this.#clock.after(CLOSE_PATIENCE_MS, () => this.#socket.terminate());
    this.#socket.close(code, reason);
    this.#end();
  }

  /** Without a word: nobody is there to hear it. */
  cut(): void {
    this.#end();
    this.#socket.terminate();
  }

  #end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#cancelSlow?.();
    this.#onOver();
  }

  #checkReader(): void {
    const waiting = this.#socket.bufferedAmount;
    if (waiting > MAX_WAITING_BYTES_EVER) {
      this.#tooSlow();
    } else if (waiting <= MAX_WAITING_BYTES) {
      this.#cancelSlow?.();
      this.#cancelSlow = null;
    } else {
      this.#cancelSlow ??= this.#clock.after(MAX_WAITING_MS, () => {
        this.#cancelSlow = null;
        if (this.#socket.bufferedAmount > MAX_WAITING_BYTES) this.#tooSlow();
      });
    }
  }

  #tooSlow(): void {
    this.close(CloseCode.TOO_SLOW, 'does not read fast enough');
  }
}
