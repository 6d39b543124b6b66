import { TUIErrorCode } from '@ringback/engine';
import type { Person } from '../model/person.js';
import type { Directory } from './directory.js';
import type { Engine } from './engine.js';
import type { Environment } from './environment.js';
import { codeOf, messageOf } from './errors.js';
import type { TabMemory } from './memory.js';
import type { PeoplePoll } from './people-poll.js';
import { type DemoServer, UnreachableError } from './server.js';
import { signInName } from './sign-in-name.js';

export interface SessionParts {
  readonly env: Environment;
  readonly server: DemoServer;
  readonly directory: Directory;
  readonly people: PeoplePoll;
  readonly memory: TabMemory;
  /** Makes the engine of an app and listens to it; the same one until `drop`. */
  readonly openEngine: (sdkAppId: number) => Engine;
  /** Lets go of the engine. */
  readonly closeEngine: () => Promise<void>;
  readonly onEntered: () => void;
}

const RETRY_FIRST_MS = 2_000;
const RETRY_MOST_MS = 15_000;

/** Signing in and out, and coming back by itself when the server was away. */
export class SessionControl {
  readonly #parts: SessionParts;
  #wait = RETRY_FIRST_MS;
  #cancelRetry: () => void = () => {};
  /** What was begun for an earlier name concerns nobody any more. */
  #attempt = 0;

  constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  get selfId(): string {
    const { session } = this.#parts.env.store.model;
    if (session.state === 'out') return '';
    return 'me' in session ? session.me.userId : session.userId;
  }

  async signIn(name: string): Promise<void> {
    const { userId, nick } = signInName(name);
    this.#parts.memory.name = userId;
    this.#set({ state: 'entering', userId });
    await this.#enter(userId, nick);
  }

  async signOut(): Promise<void> {
    this.#attempt++;
    this.#cancelRetry();
    this.#parts.memory.name = null;
    this.#parts.people.stop();
    this.#set({ state: 'out', error: null });
    await this.#parts.closeEngine();
  }

  /** After KICKED_OUT: this page takes the calls back. */
  async signInHere(): Promise<void> {
    const { session } = this.#parts.env.store.model;
    if (session.state === 'kicked') await this.signIn(session.me.userId);
  }

  kicked(): void {
    this.#parts.people.stop();
    this.#parts.env.store.dispatch({ type: 'kicked' });
  }

  /** The link will not come back by itself. */
  lost(): void {
    const { session } = this.#parts.env.store.model;
    if (session.state === 'in') this.#retryLater(session.me.userId, '');
  }

  async tryNow(): Promise<void> {
    const { session } = this.#parts.env.store.model;
    if (session.state !== 'unreachable') return;
    this.#cancelRetry();
    this.#set({ ...session, retryAt: null });
    await this.#enter(session.userId, '');
  }

  async rename(nickName: string): Promise<void> {
    const { env, directory } = this.#parts;
    try {
      const { data } = await env.journal.method('setSelfInfo', [{ nickName }], () =>
        env.engine().setSelfInfo({ nickName }),
      );
      directory.learn(data);
    } catch {
      // The name stays as it was; the journal says why.
    }
  }

  async #enter(userId: string, nick: string): Promise<void> {
    const { env, server, openEngine, people, directory } = this.#parts;
    const attempt = ++this.#attempt;
    const isStale = () => attempt !== this.#attempt;
    try {
      const credentials = await server.sign(userId);
      if (isStale()) return;
      const engine = openEngine(credentials.sdkAppId);
      const login = { userID: credentials.userId, userSig: credentials.userSig };
      await env.journal.method('login', [login], () => engine.login(login));
      if (isStale()) return;
      this.#wait = RETRY_FIRST_MS;
      // At once: a call that goes on after a reload needs its view in the page (S1-28).
      this.#set({ state: 'in', me: directory.person(credentials.userId), link: 'up' });
      people.start(credentials);
      this.#parts.onEntered();
      const me = await this.#profile(engine, credentials.userId);
      if (isStale()) return;
      const { session } = env.store.model;
      if (session.state === 'in') this.#set({ ...session, me });
      if (nick !== '' && me.name === me.userId) await this.rename(nick);
    } catch (error) {
      if (isStale()) return;
      const isAway =
        error instanceof UnreachableError || codeOf(error) === TUIErrorCode.ERROR_SIGNALING_SEND_FAIL;
      if (isAway) this.#retryLater(userId, nick);
      else this.#set({ state: 'out', error: sentence(messageOf(error)) });
    }
  }

  async #profile(engine: Engine, userId: string): Promise<Person> {
    const { data } = await engine.getTim().getMyProfile();
    return this.#parts.directory.learn({ ...data, userID: userId });
  }

  #retryLater(userId: string, nick: string): void {
    const { clock } = this.#parts.env;
    const wait = this.#wait;
    this.#parts.people.stop();
    this.#wait = Math.min(RETRY_MOST_MS, wait * 2);
    this.#set({ state: 'unreachable', userId, retryAt: clock.now() + wait });
    this.#cancelRetry();
    this.#cancelRetry = clock.after(wait, () => {
      this.#set({ state: 'unreachable', userId, retryAt: null });
      void this.#enter(userId, nick);
    });
  }

  #set(session: Environment['store']['model']['session']): void {
    this.#parts.env.store.dispatch({ type: 'session', session });
  }
}

function sentence(message: string): string {
  return message.charAt(0).toLocaleUpperCase() + message.slice(1);
}
