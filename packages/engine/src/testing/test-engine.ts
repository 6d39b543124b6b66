import type {
  CallInfo,
  Command,
  CommandResult,
  ReceivedEvent,
  ServerEvent,
  Signal,
  WelcomeFrame,
} from '@ringback/protocol';
import { TUICallEngine } from '../api/engine.js';
import type { CreateInstanceOptions } from '../api/lifecycle.js';
import { TUICallEngineError } from '../errors/engine-error.js';
import type { Listener } from '../events/emitter.js';
import type { TUICallEventMap } from '../events/map.js';
import { TUICallEvent, type TUICallEventName } from '../events/names.js';
import { fakeMedia } from './fake-media.js';
import { FakePlatform, type FakeSocket, FakeTab } from './fake-platform.js';

export const SERVER_NOW = 1_000_000;

const welcome: WelcomeFrame = {
  t: 'welcome',
  v: 1,
  deviceId: 'device-0000000000000001',
  token: 'token-00000000000000001',
  resumed: false,
  seq: 0,
  now: SERVER_NOW,
  graceTime: 20,
  iceServers: [],
  relayOnly: false,
};

export const info = (change: Partial<CallInfo> = {}): CallInfo => ({
  callId: 'call-00000000000000001',
  roomId: 4711,
  strRoomId: '',
  type: 2,
  groupId: '',
  isGroup: false,
  ...change,
});

/** How a promise came out. */
export type Outcome<T> =
  | { readonly state: 'pending' }
  | { readonly state: 'resolved'; readonly value: T }
  | { readonly state: 'rejected'; readonly error: TUICallEngineError };

interface Heard {
  readonly event: TUICallEventName;
  readonly payload: unknown;
}

/** An engine on a fake page, with the server played by the test. Everything that the app sees is written down in order. */
export class TestEngine {
  readonly platform: FakePlatform;
  readonly media = fakeMedia();
  readonly engine: TUICallEngine;
  readonly heard: Heard[] = [];
  /** Volume and network quality, which come by the clock. */
  readonly measured: Heard[] = [];
  /** Events and settled promises, by name, in the order in which the app saw them. */
  readonly order: string[] = [];
  readonly #listeners = new Map<TUICallEventName, Listener<TUICallEventMap[TUICallEventName]>>();
  #seq = 0;

  /** `tab`: the one whose page this is. */
  constructor(options: CreateInstanceOptions = {}, tab = new FakeTab()) {
    this.platform = new FakePlatform(tab);
    this.engine = new TUICallEngine({ SDKAppID: 1, ...options }, this);
    this.engine.setLogLevel(4);
    for (const event of new Set(Object.values(TUICallEvent))) {
      const metered =
        event === TUICallEvent.USER_VOICE_VOLUME || event === TUICallEvent.ON_USER_NETWORK_QUALITY_CHANGED;
      const note = (payload: TUICallEventMap[typeof event]) => {
        if (metered) this.measured.push({ event, payload });
        else this.heard.push({ event, payload });
        if (!metered) this.order.push(event);
      };
      this.#listeners.set(event, note);
      this.engine.on(event, note);
    }
  }

  /** The app listens for this event no longer. */
  ignore(event: TUICallEventName): void {
    const listener = this.#listeners.get(event);
    if (listener) this.engine.off(event, listener);
  }

  get socket(): FakeSocket {
    return this.platform.socket;
  }

  settle(): Promise<void> {
    return this.platform.settle();
  }

  pass(seconds: number): Promise<void> {
    return this.platform.pass(seconds);
  }

  /** Logged in as A, with what was heard and sent so far forgotten. */
  async loggedIn(userID = 'A'): Promise<this> {
    const login = this.engine.login({ userID, userSig: 'sig' });
    this.welcome();
    await this.settle();
    await login;
    this.forget();
    return this;
  }

  /** The server takes the newest socket's login. */
  welcome(change: Partial<WelcomeFrame> = {}): void {
    this.socket.listener.opened();
    if (!change.resumed) this.#seq = 0;
    this.socket.receive({ ...welcome, seq: this.#seq, ...change });
  }

  forget(): void {
    this.heard.length = 0;
    this.order.length = 0;
  }

  /** One commit's events, with the answer to a command of this device if it caused them. */
  commit(
    events: readonly ServerEvent[],
    answer?: { readonly id: string; readonly result: CommandResult },
  ): number {
    this.#seq += 1;
    this.socket.receive({ t: 'inbox', seq: this.#seq, answer, events });
    return this.#seq;
  }

  async happens(...events: readonly ServerEvent[]): Promise<void> {
    this.commit(events);
    await this.settle();
  }

  signal(callId: string, from: string, signal: Signal): void {
    this.socket.receive({ t: 'signal', callId, from, signal });
  }

  /** The newest command of this kind. */
  command<Op extends Command['op']>(op: Op) {
    const frame = this.socket.commands(op).at(-1);
    if (!frame) throw new Error(`no ${op} was sent`);
    return frame;
  }

  /** Answers the newest command of this kind, together with what its commit tells this device. */
  async answer(
    op: Command['op'],
    result: CommandResult = {},
    ...events: readonly ServerEvent[]
  ): Promise<void> {
    const { id } = this.command(op);
    if (events.length > 0) this.commit(events, { id, result });
    else this.socket.receive({ t: 'reply', id, result });
    await this.settle();
  }

  async refuse(op: Command['op'], code: number, message = 'refused'): Promise<void> {
    this.socket.receive({ t: 'reply', id: this.command(op).id, error: { code, message } });
    await this.settle();
  }

  /** Follows a promise; its name is noted when it settles. */
  watch<T>(name: string, promise: Promise<T>): { outcome: Outcome<T> } {
    const watched: { outcome: Outcome<T> } = { outcome: { state: 'pending' } };
    promise.then(
      (value) => {
        watched.outcome = { state: 'resolved', value };
        this.order.push(`${name} resolved`);
      },
      (error: unknown) => {
        if (!(error instanceof TUICallEngineError)) throw error;
        watched.outcome = { state: 'rejected', error };
        this.order.push(`${name} rejected ${error.code}`);
      },
    );
    return watched;
  }

  /** A call to B that rings there. */
  async calling(call: CallInfo = info(), type: 1 | 2 = call.type): Promise<void> {
    const placed = this.engine.call({ userID: 'B', type });
    await this.settle();
    await this.answer('call', { call, state: 'ringing' });
    await placed;
    this.forget();
  }

  /** A call to B that B has answered. */
  async talking(call: CallInfo = info()): Promise<void> {
    await this.calling(call);
    const { callId } = call;
    await this.happens(
      { e: 'userAccept', callId, userId: 'B' },
      { e: 'begin', call, role: 'inviter', since: SERVER_NOW },
      { e: 'userEnter', callId, userId: 'B' },
    );
    this.forget();
  }

  /** A call of B that rings here. */
  async ringing(call: CallInfo = info()): Promise<void> {
    await this.happens(received(call));
    this.forget();
  }
}

export const RING = 'ring-0000000000000000001';

export const received = (
  call: CallInfo = info(),
  { sponsor = 'B', userId = 'A', ring = RING } = {},
): ReceivedEvent => ({
  e: 'received',
  call,
  sponsor,
  userIds: [userId],
  userData: 'hello',
  timeout: 30,
  until: SERVER_NOW + 30_000,
  ring,
});

export const canceled = (call: CallInfo, role: 'inviter' | 'invitee', reason: number): ServerEvent =>
  ({ e: 'canceled', call, role, reason }) as ServerEvent;

export const ended = (
  call: CallInfo,
  role: 'inviter' | 'invitee',
  userId: string,
  reason: number,
): ServerEvent => ({ e: 'ended', call, role, userId, reason, totalTime: 12 }) as ServerEvent;
