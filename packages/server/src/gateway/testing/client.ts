import type {
  Command,
  CommandAnswer,
  InboxFrame,
  ReplyFrame,
  Request,
  ServerEvent,
  Signal,
  SignalFromFrame,
  WelcomeFrame,
} from '@ringback/protocol';
import { settled } from '../../system/testing/virtual-clock.js';
import { FakeSocket } from './fake-socket.js';

let drawn = 0;
/** An id as engines draw them. */
export const drawId = (): string => `id-${String(++drawn).padStart(16, '0')}`;

/** In place of a ring that it was not told of. */
const NO_RING = 'ring-0000000000000000';

/** One link of a client that says what it likes. It answers pings unless told otherwise. */
export class Client {
  readonly socket = new FakeSocket();
  answersPings = true;

  constructor() {
    this.socket.onFrame = ({ t }) => {
      if (t === 'ping' && this.answersPings) setImmediate(() => this.socket.say({ t: 'pong' }));
    };
  }

  get closedWith(): number | 'cut' | undefined {
    return this.socket.closedWith;
  }

  of<T>(t: string): T[] {
    return this.socket.frames.filter((frame) => frame.t === t) as T[];
  }

  get welcome(): WelcomeFrame {
    return this.of<WelcomeFrame>('welcome')[0]!;
  }

  get inbox(): InboxFrame[] {
    return this.of<InboxFrame>('inbox');
  }

  get events(): ServerEvent[] {
    return this.inbox.flatMap((frame) => frame.events);
  }

  /** The names of the events, in order. */
  get heard(): string[] {
    return this.events.map((event) => event.e);
  }

  get signals(): SignalFromFrame[] {
    return this.of<SignalFromFrame>('signal');
  }

  /** What the gateway has sent, by type, without pings. */
  get order(): string[] {
    return this.socket.frames.map((frame) => String(frame.t)).filter((t) => t !== 'ping');
  }

  /** Says it and waits until the gateway has nothing more to do about it. */
  async say(frame: unknown): Promise<void> {
    this.socket.say(frame);
    await settled();
  }

  async command(command: Command, id = drawId()): Promise<CommandAnswer | ReplyFrame | undefined> {
    await this.say({ t: 'command', id, command });
    return this.answerTo(id);
  }

  /** Declines the ring of this call of which it was told last. */
  async reject(callId: string, id?: string): Promise<CommandAnswer | ReplyFrame | undefined> {
    const told = this.events.findLast((event) => event.e === 'received' && event.call.callId === callId);
    return this.command({ op: 'reject', callId, ring: told?.e === 'received' ? told.ring : NO_RING }, id);
  }

  answerTo(id: string): CommandAnswer | ReplyFrame | undefined {
    const reply = this.of<ReplyFrame>('reply').find((frame) => frame.id === id);
    return reply ?? this.inbox.find((frame) => frame.answer?.id === id)?.answer;
  }

  async request(request: Request): Promise<ReplyFrame | undefined> {
    const id = drawId();
    await this.say({ t: 'request', id, request });
    return this.of<ReplyFrame>('reply').find((frame) => frame.id === id);
  }

  async signal(callId: string, to: string, signal: Signal): Promise<void> {
    await this.say({ t: 'signal', callId, to, signal });
  }
}
