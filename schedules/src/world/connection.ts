import type { SocketListener } from '../../../packages/engine/src/platform/socket.js';
import type { Socket as ServerSocket } from '../../../packages/server/src/gateway/socket.js';
import type { VirtualTime } from './time.js';
import { type Conditions, Wire } from './wire.js';

/** A browser closes with this code when there was no close from the other side. */
const ABNORMAL = 1006;

type Listeners = Record<'message' | 'ping' | 'pong' | 'close' | 'error', ((...args: never[]) => void)[]>;

/** What a connection asks of the network around it. */
export interface Surroundings {
  readonly time: VirtualTime;
  readonly conditions: Conditions;
  /** Hands the server its end; false: nobody listens. */
  readonly accept: (socket: ServerSocket, bytesRead: () => number) => boolean;
  /** How often a frame is delivered. */
  readonly copies: (text: string) => number;
  /** A frame reaches the page. */
  readonly read: (text: string) => void;
}

/** One WebSocket: the page's end, the server's end, and a wire in each direction. Each end may live longer than the other. */
export class Connection {
  readonly #around: Surroundings;
  readonly #listener: SocketListener;
  readonly #up: Wire;
  readonly #down: Wire;
  readonly #heardBy: Listeners = { message: [], ping: [], pong: [], close: [], error: [] };
  #page: 'open' | 'closed' = 'open';
  #isCut = false;
  #server: 'none' | 'open' | 'closed' = 'none';
  #bytesRead = 0;

  constructor(around: Surroundings, listener: SocketListener) {
    this.#around = around;
    this.#listener = listener;
    this.#up = new Wire(around.time, around.conditions);
    this.#down = new Wire(around.time, around.conditions);
    this.#up.send(() => this.#arrive());
  }

  /** Nobody holds either end. */
  get isOver(): boolean {
    return this.#page === 'closed' && this.#server !== 'open';
  }

  /** The page's end, as the engine has it. */
  readonly pageEnd = {
    send: (text: string) => this.#sendUp(text),
    close: () => this.closePage(),
  };

  carry(): void {
    this.#up.carry();
    this.#down.carry();
  }

  /** The connection is gone; each side hears of it or finds it out. */
  cut(told: 'both' | 'page' | 'server'): void {
    this.#up.cut();
    this.#down.cut();
    this.#isCut = true;
    if (told !== 'server') this.#around.time.later(() => this.#closedAtPage(ABNORMAL));
    if (told !== 'page') this.#around.time.later(() => this.#closedAtServer());
  }

  /** Of a connection that is cut, both ends hear at last. */
  reset(): void {
    if (this.#isCut) this.cut('both');
  }

  /** The server's process is gone, and with it its end. */
  killServer(): void {
    if (this.#server !== 'open') return;
    this.#server = 'closed';
    this.#down.send(() => this.#closedAtPage(ABNORMAL));
  }

  /** Closed by the engine, or by the browser with the page. */
  closePage(): void {
    if (this.#page === 'closed') return;
    this.#page = 'closed';
    if (!this.#isCut) this.#up.send(() => this.#closedAtServer());
  }

  #arrive(): void {
    const { accept } = this.#around;
    if (this.#page === 'closed') return;
    const server: ServerSocket = {
      bufferedAmount: 0,
      send: (text) => this.#sendDown(text),
      close: (code) => this.#closeServer(code),
      terminate: () => {
        this.#around.time.later(() => this.#closedAtServer());
        if (!this.#isCut) this.#down.send(() => this.#closedAtPage(ABNORMAL));
      },
      on: (event: keyof Listeners, listener: (...args: never[]) => void) =>
        this.#heardBy[event].push(listener),
    };
    this.#server = 'open';
    if (!accept(server, () => this.#bytesRead)) {
      this.#server = 'closed';
      this.#down.send(() => this.#closedAtPage(ABNORMAL));
      return;
    }
    this.#down.send(() => {
      if (this.#page === 'open') this.#listener.opened();
    });
  }

  #sendUp(text: string): void {
    if (this.#page === 'closed' || this.#isCut) return;
    for (let copy = this.#around.copies(text); copy > 0; copy -= 1) {
      this.#up.send(() => {
        if (this.#server !== 'open') return;
        const data = Buffer.from(text);
        this.#bytesRead += data.length;
        this.#emit('message', data, false);
      });
    }
  }

  #sendDown(text: string): void {
    if (this.#server !== 'open' || this.#isCut) return;
    for (let copy = this.#around.copies(text); copy > 0; copy -= 1) {
      this.#down.send(() => {
        if (this.#page === 'closed') return;
        this.#around.read(text);
        this.#listener.received(text);
      });
    }
  }

  /** The page answers the close, unless it cannot be reached. */
  #closeServer(code: number): void {
    if (this.#isCut) return;
    this.#down.send(() => {
      this.#closedAtPage(code);
      this.#up.send(() => this.#closedAtServer());
    });
  }

  #closedAtPage(code: number): void {
    if (this.#page === 'closed') return;
    this.#page = 'closed';
    this.#listener.closed(code);
  }

  #closedAtServer(): void {
    if (this.#server !== 'open') return;
    this.#server = 'closed';
    this.#emit('close');
  }

  #emit(event: keyof Listeners, ...args: unknown[]): void {
    for (const listener of this.#heardBy[event]) (listener as (...all: unknown[]) => void)(...args);
  }
}
