import type { Socket, SocketListener } from '../../../packages/engine/src/platform/socket.js';
import { Connection } from './connection.js';
import type { ServerProcess } from './server.js';
import type { VirtualTime } from './time.js';
import type { Conditions } from './wire.js';

export type Told = 'both' | 'page' | 'server';

/** The network of one device: every connection between its page and the server goes over it. */
export class Network {
  readonly #time: VirtualTime;
  readonly #server: ServerProcess;
  readonly #connections = new Set<Connection>();
  readonly #conditions: Conditions = { latency: 0, silent: false };
  #isDown = false;
  #duplicates = false;
  /** When the page was last without a network, ms; null: it has one. */
  #awaySince: number | null = null;
  /** What the server has made of this page: also of an engine's link before, which may come back once more to log out. */
  readonly deviceIds = new Set<string>();

  constructor(time: VirtualTime, server: ServerProcess) {
    this.#time = time;
    this.#server = server;
    server.onKill(() => {
      for (const connection of this.#connections) connection.killServer();
    });
  }

  /** Connections of which an end is still held. */
  get open(): number {
    this.#tidy();
    return this.#connections.size;
  }

  /** How long nothing has gone through, ms. */
  get awayFor(): number {
    return this.#awaySince === null ? 0 : this.#time.now() - this.#awaySince;
  }

  readonly openSocket = (_url: string, listener: SocketListener): Socket => {
    this.#tidy();
    const connection = new Connection(
      {
        time: this.#time,
        conditions: this.#conditions,
        accept: (socket, bytesRead) => !this.#isDown && this.#server.accept(socket, bytesRead),
        copies: (text) => (this.#duplicates && REPEATED.test(text) ? 2 : 1),
        read: (text) => this.#read(text),
      },
      listener,
    );
    this.#connections.add(connection);
    return connection.pageEnd;
  };

  /** The page is gone: the browser closes what it had open. */
  closePage(): void {
    for (const connection of this.#connections) connection.closePage();
  }

  lose(told: Told): void {
    this.#isDown = true;
    this.#awaySince ??= this.#time.now();
    for (const connection of this.#connections) connection.cut(told);
  }

  fallSilent(): void {
    this.#conditions.silent = true;
    this.#awaySince ??= this.#time.now();
  }

  delay(ms: number): void {
    this.#conditions.latency = ms;
  }

  duplicate(): void {
    this.#duplicates = true;
  }

  /** Everything is as it should be. */
  mend(): void {
    this.#isDown = false;
    this.#duplicates = false;
    this.#awaySince = null;
    this.#conditions.latency = 0;
    this.#conditions.silent = false;
    for (const connection of this.#connections) connection.carry();
  }

  /** Whoever still holds an end of a connection that is gone is told so. */
  reset(): void {
    for (const connection of this.#connections) connection.reset();
  }

  #read(text: string): void {
    if (!text.startsWith('{"t":"welcome"')) return;
    this.deviceIds.add((JSON.parse(text) as { deviceId: string }).deviceId);
  }

  #tidy(): void {
    for (const connection of this.#connections) if (connection.isOver) this.#connections.delete(connection);
  }
}

/** What both ends must know again when it comes twice. */
const REPEATED = /^\{"t":"(command|inbox)"/;
