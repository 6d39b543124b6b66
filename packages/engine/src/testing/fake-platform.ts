import type {
  ClientFrame,
  Command,
  CommandFrame,
  Request,
  RequestFrame,
  ServerFrame,
} from '@ringback/protocol';
import type { Cancel, Page, Platform, Tab } from '../platform/platform.js';
import type { Socket, SocketListener } from '../platform/socket.js';
import { VirtualClock } from './virtual-clock.js';

/** One socket, with the server's hand on its other end. */
export class FakeSocket implements Socket {
  readonly sent: ClientFrame[] = [];
  closedByEngine = false;

  constructor(
    readonly url: string,
    readonly listener: SocketListener,
  ) {}

  send(text: string): void {
    this.sent.push(JSON.parse(text) as ClientFrame);
  }

  close(): void {
    this.closedByEngine = true;
  }

  /** A frame of the server, or any text at all. */
  receive(frame: ServerFrame | string): void {
    this.listener.received(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  frames<T extends ClientFrame['t']>(t: T): Extract<ClientFrame, { t: T }>[] {
    return this.sent.filter((frame): frame is Extract<ClientFrame, { t: T }> => frame.t === t);
  }

  commands<Op extends Command['op']>(op: Op): (CommandFrame & { command: Extract<Command, { op: Op }> })[] {
    return this.frames('command').filter(
      (frame): frame is CommandFrame & { command: Extract<Command, { op: Op }> } => frame.command.op === op,
    );
  }

  requests<Ask extends Request['ask']>(
    ask: Ask,
  ): (RequestFrame & { request: Extract<Request, { ask: Ask }> })[] {
    return this.frames('request').filter(
      (frame): frame is RequestFrame & { request: Extract<Request, { ask: Ask }> } =>
        frame.request.ask === ask,
    );
  }
}

/** Locks of all pages of one origin. */
export class FakeLocks {
  readonly #holders = new Map<string, object>();
  readonly #waiting = new Map<string, Set<() => void>>();

  async hold(name: string, withinMs: number, clock: VirtualClock): Promise<Cancel | null> {
    if (this.#holders.has(name)) {
      const waiting = this.#waiting.get(name) ?? new Set();
      this.#waiting.set(name, waiting);
      const free = await new Promise<boolean>((resolve) => {
        waiting.add(() => resolve(true));
        clock.after(withinMs, () => resolve(false));
      });
      if (!free || this.#holders.has(name)) return null;
    }
    const holder = {};
    this.#holders.set(name, holder);
    return () => {
      if (this.#holders.get(name) !== holder) return;
      this.#holders.delete(name);
      for (const retry of this.#waiting.get(name) ?? []) retry();
    };
  }

  get held(): readonly string[] {
    return [...this.#holders.keys()];
  }
}

/** A tab of which one page after the other is loaded, or whose copy is opened. */
export class FakeTab {
  constructor(
    readonly locks = new FakeLocks(),
    readonly storage = new Map<string, string>(),
  ) {}

  duplicate(): FakeTab {
    return new FakeTab(this.locks, new Map(this.storage));
  }

  /** The tab as one page of it sees it: with the page its locks go. */
  page(clock: VirtualClock): Tab & { readonly held: number; close(): void } {
    const held = new Set<Cancel>();
    return {
      read: (key) => this.storage.get(key) ?? null,
      write: (key, value) => {
        if (value === null) this.storage.delete(key);
        else this.storage.set(key, value);
      },
      hold: async (name, withinMs) => {
        const unlock = await this.locks.hold(name, withinMs, clock);
        if (!unlock) return null;
        const letGo = () => {
          held.delete(letGo);
          unlock();
        };
        held.add(letGo);
        return letGo;
      },
      get held() {
        return held.size;
      },
      close: () => {
        for (const letGo of held) letGo();
      },
    };
  }
}

type PageEvent = Parameters<Page['on']>[0];

/** A page, a network and a source of randomness that do what a test says. */
export class FakePlatform implements Platform {
  readonly clock = new VirtualClock();
  readonly tab: ReturnType<FakeTab['page']>;
  readonly sockets: FakeSocket[] = [];
  readonly elements = new Map<string, HTMLElement>();
  readonly #tasks: (() => void)[] = [];
  readonly #listeners = new Map<PageEvent, Set<() => void>>();
  /** What `openSocket` throws, if anything. */
  refusal: Error | null = null;
  pageOrigin: string | null = 'https://calls.test';
  /** The next draws. */
  draw = 0.5;
  #ids = 0;

  constructor(tab = new FakeTab()) {
    this.tab = tab.page(this.clock);
  }

  readonly page: Page = {
    origin: () => this.pageOrigin,
    deviceName: () => 'Test on Node',
    element: (id) => this.elements.get(id) ?? null,
    on: (event, listener): Cancel => {
      const set = this.#listeners.get(event) ?? new Set();
      this.#listeners.set(event, set.add(listener));
      return () => set.delete(listener);
    },
  };

  readonly openSocket = (url: string, listener: SocketListener): Socket => {
    if (this.refusal) throw this.refusal;
    const socket = new FakeSocket(url, listener);
    this.sockets.push(socket);
    return socket;
  };

  random(): number {
    return this.draw;
  }

  drawId(): string {
    this.#ids += 1;
    return `drawn-${String(this.#ids).padStart(16, '0')}`;
  }

  later(task: () => void): void {
    this.#tasks.push(task);
  }

  /** The newest socket. */
  get socket(): FakeSocket {
    const last = this.sockets.at(-1);
    if (!last) throw new Error('no socket was opened');
    return last;
  }

  listeners(event: PageEvent): number {
    return this.#listeners.get(event)?.size ?? 0;
  }

  happens(event: PageEvent): void {
    for (const listener of this.#listeners.get(event) ?? []) listener();
  }

  /** Runs what waits for a later task, one task after the other, each after all that promises cause. */
  async settle(): Promise<void> {
    await microtasks();
    for (let task = this.#tasks.shift(); task; task = this.#tasks.shift()) {
      task();
      await microtasks();
    }
  }

  /** Lets time pass, seconds. */
  async pass(seconds: number): Promise<void> {
    const end = this.clock.now() + seconds * 1_000;
    await this.settle();
    while (this.clock.step(end)) await this.settle();
  }
}

/** A real task: by then all promises that can go on have gone on. */
function microtasks(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
