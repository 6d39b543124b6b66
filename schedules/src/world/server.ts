import { Writable } from 'node:stream';
import { type AppPolicy, type CallState, DEFAULT_POLICY } from '@ringback/calls';
import { signUserSig } from '../../../packages/server/src/auth/sign.js';
import { createVerify, type Verify } from '../../../packages/server/src/auth/verifier.js';
import {
  DEFAULT_DIRECTORY,
  type DirectorySettings,
} from '../../../packages/server/src/directory/rules/state.js';
import { createGateway, type Gateway } from '../../../packages/server/src/gateway/gateway.js';
import type { Socket } from '../../../packages/server/src/gateway/socket.js';
import { killable, storeWith } from '../../../packages/server/src/gateway/testing/store-with.js';
import { createLogger, type Logger } from '../../../packages/server/src/log/logger.js';
import { IceServers } from '../../../packages/server/src/media/ice-servers.js';
import type { Committed, Store } from '../../../packages/server/src/store/contract.js';
import { openEmbeddedStore } from '../../../packages/server/src/store/sqlite/open.js';
import { Faults, faultyOpener } from '../../../packages/server/src/store/sqlite/testing/faulty-driver.js';
import type { Clock } from '../../../packages/server/src/system/clock.js';
import { type ClockWorker, startClockWorker } from '../../../packages/server/src/workers/clock.js';
import { restartLinks } from '../../../packages/server/src/workers/restart.js';
import { Blocks } from '../rules/blocks.js';
import { openDisk } from './disk.js';
import type { VirtualTime } from './time.js';

export const SDK_APP_ID = 1_400_000_000;
const SECRET_KEY = 'k'.repeat(64);
const EPOCH = 1_700_000_000_000;
const NEVER = 10 * 365 * 86_400;

/** Limits are tested by themselves; here they would only keep things from happening. */
const POLICY = {
  ...DEFAULT_POLICY,
  limits: { commandsPer10s: 0, callsPerMinute: 0, unansweredPerPairIn5Min: 0, invitesPerMinute: 0 },
};
const APP = {
  sdkAppId: SDK_APP_ID,
  secretKey: SECRET_KEY,
  avatarHosts: [],
  relayOnly: 'never',
} as const;

/** Credentials are renewed while a call lasts, which takes a timer. */
const TURN = { urls: ['turn:turn.test:3478'], secret: 's'.repeat(32), ttl: 600 };

/** What a process that cannot start waits before it is started again. */
const START_AGAIN_MS = 1_000;

/** What the processes themselves log is not looked at. Making a logger is not cheap, and they make no other one. */
const NO_LOG = quietLog(() => {});

const sigs = new Map<string, string>();

/** Signed once: nothing in a schedule depends on it. */
export function userSigOf(userId: string): string {
  const known = sigs.get(userId);
  if (known !== undefined) return known;
  const sig = signUserSig({ sdkAppId: SDK_APP_ID, secretKey: SECRET_KEY, userId, expire: NEVER, now: EPOCH });
  sigs.set(userId, sig);
  return sig;
}

const verified = new Map<string, ReturnType<Verify>>();

/** Verified once, for the same reason. */
function verifyOnce(verify: Verify): Verify {
  return (app, userId, userSig, options) => {
    const known = verified.get(userId) ?? verify(app, userId, userSig, options);
    verified.set(userId, known);
    return known;
  };
}

/** What an app may set. */
export interface AppSettings {
  readonly policy?: Partial<AppPolicy>;
  readonly directory?: Partial<DirectorySettings>;
}

type App = ReturnType<typeof appWith>;

const appWith = ({ policy, directory }: AppSettings) => ({
  ...APP,
  policy: { ...POLICY, ...policy },
  directory: { ...DEFAULT_DIRECTORY, ...directory },
});

interface Disk {
  readonly app: App;
  readonly faults: Faults;
  readonly store: Store;
  readonly ids: () => string;
  readonly errors: readonly string[];
}

interface Process {
  readonly gateway: Gateway;
  readonly worker: ClockWorker;
}

/** The server: one store on a disk that may fail, and one process after the other on it. */
export class ServerProcess {
  readonly #app: App;
  readonly #time: VirtualTime;
  readonly #faults: Faults;
  readonly #errors: readonly string[];
  readonly #whenKilled = new Set<() => void>();
  readonly store: Store;
  /** Calls that were ever committed, and those that live, as they were last committed. */
  readonly created = new Set<string>();
  readonly live = new Map<string, CallState>();
  readonly blocks = new Blocks();
  #process: Process | null = null;
  #kill: () => void = () => {};
  readonly #ids: () => string;

  private constructor(time: VirtualTime, { app, faults, store, ids, errors }: Disk) {
    this.#app = app;
    this.#time = time;
    this.#faults = faults;
    this.#ids = ids;
    this.#errors = errors;
    this.store = store;
    store.onCommit((commit) => this.#follow(commit));
  }

  static async start(
    time: VirtualTime,
    maxEntries?: number,
    settings: AppSettings = {},
  ): Promise<ServerProcess> {
    const app = appWith(settings);
    const { sdkAppId, policy, directory } = app;
    const faults = new Faults();
    const errors: string[] = [];
    let drawn = 0;
    const ids = () => `server-${String(++drawn).padStart(20, '0')}`;
    const store = await openEmbeddedStore({
      path: ':memory:',
      maxEntries,
      apps: [{ sdkAppId, policy, directory, takesFacts: false }],
      fresh: () => ({ now: serverNow(time), callId: ids(), roomId: ++drawn }),
      clock: { now: () => serverNow(time) },
      log: quietLog((line) => errors.push(line)),
      openDriver: faultyOpener(openDisk, faults),
      defer: (task) => time.later(task),
    });
    faults.statements = [];
    const server = new ServerProcess(time, { app, faults, store, ids, errors });
    server.#start();
    await time.settle();
    return server;
  }

  /** Links whose end the process still holds. */
  get links(): number {
    return this.#process?.gateway.linkCount() ?? 0;
  }

  /** What the store has logged, without the faults that were injected. */
  get errors(): readonly string[] {
    return this.#errors.filter((line) => !line.includes('injected fault'));
  }

  accept(socket: Socket, bytesRead: () => number): boolean {
    if (!this.#process) return false;
    this.#process.gateway.accept(socket, { address: '192.0.2.1', bytesRead });
    return true;
  }

  onKill(listener: () => void): void {
    this.#whenKilled.add(listener);
  }

  /** `kill -9`, and started again after so long. */
  kill(downForMs: number): void {
    if (!this.#process) return;
    this.#process = null;
    this.#kill();
    for (const listener of this.#whenKilled) listener();
    this.#time.after(downForMs, () => this.#start());
  }

  /** From now on no transaction can be written, or every one can. */
  disk(is: 'failing' | 'well'): void {
    this.#faults.failing = is === 'failing' ? 'all' : 'none';
  }

  async close(): Promise<void> {
    this.#kill();
    await this.store.close();
  }

  #start(): void {
    this.#run().catch(() => {
      this.#kill();
      this.#time.after(START_AGAIN_MS, () => this.#start());
    });
  }

  async #run(): Promise<void> {
    const { store, kill } = killable(watched(this.store, this.blocks));
    const clock = killableClock(this.#time);
    this.#kill = () => {
      kill();
      clock.kill();
    };
    await restartLinks(store, [SDK_APP_ID]);
    const deps = {
      apps: (sdkAppId: number) => (sdkAppId === SDK_APP_ID ? this.#app : undefined),
      store,
      verify: verifyOnce(createVerify(clock)),
      clock,
      random: { id: this.#ids, token: () => this.#ids().padEnd(43, 't'), roomId: () => 1 },
      log: NO_LOG,
      ice: new IceServers({ iceServers: [], turn: [TURN] }),
      addressLimits: { login: () => ({ ok: true }) as const, loginFailed: () => {} },
      loginsPerSecond: 500,
    };
    this.#process = { gateway: createGateway(deps), worker: startClockWorker(store, clock, NO_LOG) };
  }

  #follow({ calls }: Committed): void {
    for (const [callId, call] of calls) {
      this.created.add(callId);
      if (call) {
        this.blocks.follow(this.live.get(callId), call);
        this.live.set(callId, call);
      } else this.live.delete(callId);
    }
  }
}

const watched = (store: Store, blocks: Blocks): Store =>
  storeWith(store, {
    async order(appId, order) {
      const done = Blocks.is(order) ? blocks.asked(order) : undefined;
      const outcome = await store.order(appId, order);
      if (outcome.ok) done?.();
      return outcome;
    },
  });

/** Whole ms, as machines tell it; the engines' clocks go finer. */
const serverNow = (time: VirtualTime): number => EPOCH + Math.floor(time.now());

/** The clock as a process has it that can be killed: its timers die with it. */
function killableClock(time: VirtualTime): Clock & { kill(): void } {
  const cancels = new Set<() => void>();
  let isKilled = false;
  return {
    now: () => serverNow(time),
    timeOfDay: () => serverNow(time),
    after(ms, task) {
      if (isKilled) return () => {};
      const stop = time.after(ms, () => {
        cancels.delete(cancel);
        task();
      });
      const cancel = () => {
        cancels.delete(cancel);
        stop();
      };
      cancels.add(cancel);
      return cancel;
    },
    kill() {
      isKilled = true;
      for (const cancel of [...cancels]) cancel();
    },
  };
}

function quietLog(onError: (line: string) => void): Logger {
  const sink = new Writable({
    write: (chunk, _encoding, done) => {
      onError(String(chunk));
      done();
    },
  });
  return createLogger('error', sink);
}
