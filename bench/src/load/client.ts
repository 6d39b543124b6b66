import {
  type ClientFrame,
  type Command,
  PROTOCOL_VERSION,
  type RefusedFrame,
  type ResumeClaim,
  type Signal,
  type WelcomeFrame,
} from '@ringback/protocol';
import { signUserSig } from '@ringback/server';
import { LoadSocket } from './socket.js';

/** The app of every benchmark. The key is nobody's: each run has a server and a data folder of its own. */
export const APP = { sdkAppId: 1400000001, secretKey: 'benchmark-benchmark-benchmark-00' } as const;

const SIG_LIFETIME_S = 86_400;

const PING = Buffer.from('{"t":"ping"}');
const PONG = frame({ t: 'pong' });
const INBOX = Buffer.from('{"t":"inbox","seq":');
const REPLY = Buffer.from('{"t":"reply",');
const AWAY = Buffer.from('{"t":"away"');

let drawn = 0;
/** An id in the form that engines draw. */
const drawId = (): string => `b${String(++drawn).padStart(21, '0')}`;

function frame(content: ClientFrame): string {
  return JSON.stringify(content);
}

/** The server does not take the login, or not now. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly retryAfterMs: number | undefined;

  constructor(userId: string, { message, retryAfterMs }: RefusedFrame) {
    super(`the login of ${userId} was refused: ${message}`);
    this.retryAfterMs = retryAfterMs;
  }
}

/** A device that speaks the protocol and no more: it answers pings, counts its inbox, and parses nothing that it need not know. */
export class Client {
  onFrame: (frame: Buffer) => void = () => {};
  onClose: (code: number) => void = () => {};
  readonly #socket: LoadSocket;
  readonly #welcome: WelcomeFrame;
  #seq: number;

  private constructor(
    readonly userId: string,
    socket: LoadSocket,
    welcome: WelcomeFrame,
    seq: number,
  ) {
    this.#socket = socket;
    this.#welcome = welcome;
    this.#seq = seq;
    socket.onFrame = (received) => this.#receive(received);
    socket.onClose = (code) => this.onClose(code);
  }

  /** Resolves with the welcome. @throws Error when there is no link or the login is refused. */
  static async login(url: string, userId: string, resume?: ResumeClaim): Promise<Client> {
    const socket = await LoadSocket.open(`${url}/ws`);
    const { sdkAppId, secretKey } = APP;
    const userSig = signUserSig({ sdkAppId, secretKey, userId, expire: SIG_LIFETIME_S, now: Date.now() });
    const first = new Promise<Buffer>((resolve, reject) => {
      socket.onFrame = resolve;
      socket.onClose = (code) => reject(new Error(`the link of ${userId} was closed with ${code}`));
    });
    socket.send(frame({ t: 'login', v: PROTOCOL_VERSION, sdkAppId, userId, userSig, resume }));
    const welcome = JSON.parse(String(await first));
    if (welcome.t === 'refused') throw new Refused(userId, welcome);
    if (welcome.t !== 'welcome') throw new Error(`the login of ${userId} was answered by ${welcome.t}`);
    return new Client(userId, socket, welcome, welcome.resumed ? (resume?.seq ?? 0) : 0);
  }

  get resumed(): boolean {
    return this.#welcome.resumed;
  }

  /** What takes up this device's inbox on a later link. */
  get claim(): ResumeClaim {
    const { deviceId, token } = this.#welcome;
    return { deviceId, token, seq: this.#seq };
  }

  send(text: string): void {
    this.#socket.send(text);
  }

  get seq(): number {
    return this.#seq;
  }

  terminate(): void {
    this.#socket.terminate();
  }

  #receive(received: Buffer): void {
    if (received.equals(PING)) {
      this.#socket.send(PONG);
      return;
    }
    // The server stops; the link is closed behind it.
    if (startsWith(received, AWAY)) return;
    if (startsWith(received, INBOX))
      this.#seq = Number.parseInt(received.toString('latin1', INBOX.length, INBOX.length + 10), 10);
    else if (startsWith(received, REPLY) && received.includes('"error":')) {
      throw new Error(`${this.userId} was refused: ${received}`);
    }
    this.onFrame(received);
  }
}

export const commandFrame = (command: Command): string => frame({ t: 'command', id: drawId(), command });
export const signalFrame = (callId: string, to: string, signal: Signal): string =>
  frame({ t: 'signal', callId, to, signal });
export const ackFrame = (seq: number): string => frame({ t: 'ack', seq });

const startsWith = (bytes: Buffer, beginning: Buffer): boolean =>
  bytes.compare(beginning, 0, beginning.length, 0, beginning.length) === 0;
