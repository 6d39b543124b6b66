import { TUICallEngine } from '../../../packages/engine/src/api/engine.js';
import type { TUICallEventMap } from '../../../packages/engine/src/events/map.js';
import { TUICallEvent } from '../../../packages/engine/src/events/names.js';
import { LOG_LEVEL } from '../../../packages/engine/src/log/logger.js';
import { AppObserver } from '../rules/observer.js';
import { Promises } from '../rules/promises.js';
import { quietMedia } from './media.js';
import { Network } from './network.js';
import { TabPage, TabStorage } from './page.js';
import { SDK_APP_ID, type ServerProcess, userSigOf } from './server.js';
import type { VirtualTime } from './time.js';

/** Every event once, by its value. */
const EVENTS = [...new Set(Object.values(TUICallEvent))];

/** One tab of one user: an app that does what it is told, on the real engine, and somebody who watches what it hears. */
export class Phone {
  readonly network: Network;
  readonly promises: Promises;
  readonly #time: VirtualTime;
  readonly #storage = new TabStorage();
  #loads = 0;
  #page!: TabPage;
  #engine!: TUICallEngine;
  observer!: AppObserver;
  /** Also those of the pages before. */
  readonly observers: AppObserver[] = [];
  #isIn = false;
  /** Changes with every login and logout: an answer to an earlier one says nothing any more. */
  #logins = 0;

  constructor(
    readonly userId: string,
    readonly name: string,
    time: VirtualTime,
    server: ServerProcess,
  ) {
    this.#time = time;
    this.network = new Network(time, server);
    this.promises = new Promises(time);
    this.#load();
  }

  get isLoggedIn(): boolean {
    return this.#isIn;
  }

  /** Timers that the page has. */
  get timers(): number {
    return this.#page.timers;
  }

  get faults(): readonly string[] {
    const seen = this.observers.flatMap(({ faults }) => faults);
    return [...seen, ...this.promises.faults].map((fault) => `${this.name} ${fault}`);
  }

  login(): void {
    this.observer.hear();
    this.#logins += 1;
    const login = this.#logins;
    const done = this.#engine
      .login({ userID: this.userId, userSig: userSigOf(this.userId) })
      .then(() => true);
    void this.promises.follow('login', done).then((isIn) => {
      if (login === this.#logins) this.#isIn = isIn === true;
    });
  }

  logout(): void {
    this.#logins += 1;
    this.#isIn = false;
    const left = this.#engine.logout();
    this.observer.deaf();
    void this.promises.follow('logout', left);
  }

  call(userID: string, type: 1 | 2, timeout: number): void {
    this.#enter('call', this.#engine.call({ userID, type, timeout }));
  }

  calls(userIDList: string[], timeout: number): void {
    this.#enter('calls', this.#engine.calls({ userIDList, type: 1, timeout }));
  }

  join(callId: string): void {
    this.#enter('join', this.#engine.join({ callId }));
  }

  invite(userIDList: string[], timeout: number): void {
    void this.promises.follow('inviteUser', this.#engine.inviteUser({ userIDList, timeout }));
  }

  cancelInvite(userIDList: string[]): void {
    void this.promises.follow('cancelInvite', this.#engine.cancelInvite({ userIDList }));
  }

  block(userIDList: string[]): void {
    void this.promises.follow('addToBlacklist', this.#engine.getTim().addToBlacklist({ userIDList }));
  }

  unblock(userIDList: string[]): void {
    const done = this.#engine.getTim().removeFromBlacklist({ userIDList });
    void this.promises.follow('removeFromBlacklist', done);
  }

  accept(): void {
    this.#enter('accept', this.#engine.accept());
  }

  leave(method: 'hangup' | 'reject'): void {
    const { observer } = this;
    const { callId } = observer;
    const asked = method === 'reject' && observer.phase === 'ringing' ? 'reject of a ring' : method;
    void this.promises
      .follow(
        asked,
        this.#engine[method]().then(() => true),
      )
      .then((done) => {
        if (done && callId !== null) observer.leftCall(callId);
      });
  }

  switchType(type: 1 | 2): void {
    void this.promises.follow('switchCallMediaType', this.#engine.switchCallMediaType(type));
  }

  openMicrophone(): void {
    void this.promises.follow('openMicrophone', this.#engine.openMicrophone());
  }

  online(): void {
    this.#page.happens('online');
  }

  /** The page is loaded anew, and logs in. */
  reload(saysSo: boolean): void {
    if (saysSo) this.#page.happens('leaving');
    this.close();
    this.#load();
    this.login();
  }

  close(): void {
    this.observer.deaf();
    this.promises.forget();
    this.#logins += 1;
    this.#isIn = false;
    this.#page.end();
  }

  #enter(method: 'call' | 'calls' | 'join' | 'accept', entering: Promise<{ readonly callId: string }>): void {
    const settled = this.observer.entering();
    void this.promises.follow(method, entering).then((entered) => settled(entered?.callId ?? null));
  }

  #load(): void {
    this.#loads += 1;
    this.network.deviceIds.clear();
    this.#page = new TabPage(`${this.name}-${this.#loads}`, this.#time, this.network, this.#storage);
    const media = quietMedia(() => this.network.awayFor);
    this.#engine = new TUICallEngine({ SDKAppID: SDK_APP_ID }, { platform: this.#page, media });
    this.#engine.setLogLevel(LOG_LEVEL.NONE);
    const observer = new AppObserver(this.userId);
    this.observer = observer;
    this.observers.push(observer);
    for (const event of EVENTS) {
      this.#engine.on(event, (payload: TUICallEventMap[typeof event]) => {
        if (event === TUICallEvent.KICKED_OUT) this.#isIn = false;
        observer.see(event, payload);
      });
    }
  }
}
