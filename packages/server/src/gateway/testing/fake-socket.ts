import type { RawData } from 'ws';
import type { Socket } from '../socket.js';

type Listeners = {
  readonly message: (data: RawData, isBinary: boolean) => void;
  readonly ping: (data: Buffer) => void;
  readonly pong: (data: Buffer) => void;
  readonly close: () => void;
  readonly error: (error: Error) => void;
};

/** Both ends of a WebSocket in memory: the gateway's as `Socket`, the client's as the methods below. */
export class FakeSocket implements Socket {
  /** What the gateway has sent, parsed. */
  readonly frames: Record<string, unknown>[] = [];
  /** The code with which the gateway has closed; 'cut' without a close. */
  closedWith: number | 'cut' | undefined;
  /** Bytes that the client does not read. */
  bufferedAmount = 0;
  /** A client that does not answer a close, as a dead network. */
  isDead = false;
  bytesRead = 0;
  onFrame: (frame: Record<string, unknown>) => void = () => {};
  readonly #listeners = new Map<string, unknown[]>();
  #isClosed = false;

  on<E extends keyof Listeners>(event: E, listener: Listeners[E]): void {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
  }

  send(text: string): void {
    const frame = JSON.parse(text);
    this.frames.push(frame);
    this.onFrame(frame);
  }

  close(code: number): void {
    this.closedWith ??= code;
    if (!this.isDead) setImmediate(() => this.#close());
  }

  terminate(): void {
    this.closedWith ??= 'cut';
    setImmediate(() => this.#close());
  }

  /** The client says something: an object is a frame, a string what it is, bytes a binary message. */
  say(what: unknown): void {
    const data = Buffer.isBuffer(what)
      ? what
      : Buffer.from(typeof what === 'string' ? what : JSON.stringify(what));
    this.bytesRead += data.length;
    this.#emit('message', data, Buffer.isBuffer(what));
  }

  /** The client sends a ping or pong of the WebSocket itself. */
  control(kind: 'ping' | 'pong', bytes = 0): void {
    this.bytesRead += bytes;
    this.#emit(kind, Buffer.alloc(bytes));
  }

  /** The client's side is gone, and the gateway is told so. */
  drop(): void {
    this.#close();
  }

  #close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#emit('close');
  }

  #emit<E extends keyof Listeners>(event: E, ...args: Parameters<Listeners[E]>): void {
    for (const listener of this.#listeners.get(event) ?? [])
      (listener as (...all: unknown[]) => void)(...args);
  }
}
