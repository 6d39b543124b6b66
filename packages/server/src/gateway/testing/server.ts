import { Writable } from 'node:stream';
import { type AppPolicy, DEFAULT_POLICY } from '@ringback/calls';
import type { CallCommand, LoginFrame, ResumeClaim } from '@ringback/protocol';
import { onTestFinished } from 'vitest';
import { signUserSig } from '../../auth/sign.js';
import { createVerify } from '../../auth/verifier.js';
import type { RelayOnly, TurnConfig } from '../../config/config.js';
import { DEFAULT_DIRECTORY, type DirectorySettings } from '../../directory/rules/state.js';
import { AddressLimits } from '../../limits/address-limits.js';
import { createLogger } from '../../log/logger.js';
import { IceServers } from '../../media/ice-servers.js';
import type { Store } from '../../store/contract.js';
import type { StoreMeter } from '../../store/meter.js';
import { openEmbeddedStore } from '../../store/sqlite/open.js';
import type { Clock } from '../../system/clock.js';
import { systemRandom } from '../../system/random.js';
import { settled, steady, VirtualClock } from '../../system/testing/virtual-clock.js';
import { startClockWorker } from '../../workers/clock.js';
import { restartLinks } from '../../workers/restart.js';
import { createGateway, type Gateway } from '../gateway.js';
import type { GatewayMeter } from '../meter.js';
import { Client } from './client.js';
import { killable } from './store-with.js';

export const APP = {
  sdkAppId: 1_400_000_000,
  secretKey: 'k'.repeat(64),
  avatarHosts: [],
  relayOnly: 'never',
} as const;
export const OTHER_APP = { ...APP, sdkAppId: 1_400_000_001, secretKey: 'o'.repeat(64) };
export const ICE = [{ urls: ['stun:stun.example:3478'] }];

export interface ServerOptions {
  readonly policy?: Partial<AppPolicy>;
  readonly directory?: Partial<DirectorySettings>;
  /** Puts something between gateway and store. */
  readonly wrap?: (store: Store) => Store;
  readonly meter?: GatewayMeter;
  readonly storeMeter?: StoreMeter;
  readonly relayOnly?: RelayOnly;
  /** Default: everybody at once. */
  readonly loginsPerSecond?: number;
  readonly turn?: readonly TurnConfig[];
}

/** The gateway on the real store and call machine; only time and sockets are simulated. */
export class TestServer {
  /** The machine's. */
  readonly clock = new VirtualClock();
  /** As the process that runs has it. */
  #own: Clock = steady(this.clock);
  /** What was logged. */
  readonly lines: Record<string, unknown>[] = [];
  readonly #apps;
  readonly #wrap: (store: Store) => Store;
  readonly #turn: readonly TurnConfig[];
  readonly #meter: GatewayMeter | undefined;
  readonly #loginsPerSecond: number;
  store!: Store;
  gateway!: Gateway;
  #stop: () => Promise<void> = async () => {};

  private constructor(options: ServerOptions) {
    const { policy = {}, directory = {}, wrap = (store) => store, relayOnly = 'never', turn = [] } = options;
    this.#wrap = wrap;
    this.#turn = turn;
    this.#meter = options.meter;
    this.#loginsPerSecond = options.loginsPerSecond ?? 0;
    this.#apps = [APP, OTHER_APP].map((app) => ({
      ...app,
      relayOnly,
      policy: { ...DEFAULT_POLICY, ...policy },
      directory: { ...DEFAULT_DIRECTORY, ...directory },
    }));
  }

  static async start(options: ServerOptions = {}): Promise<TestServer> {
    const server = new TestServer(options);
    const store = await openEmbeddedStore({
      path: ':memory:',
      apps: server.#apps.map(({ sdkAppId, policy, directory }) => ({
        sdkAppId,
        policy,
        directory,
        takesFacts: false,
      })),
      fresh: () => ({ now: server.#own.now(), callId: systemRandom.id(), roomId: systemRandom.roomId() }),
      clock: server.clock,
      log: server.#log(),
      meter: options.storeMeter,
    });
    server.store = store;
    await server.#run();
    onTestFinished(async () => {
      await server.#stop();
      await store.close();
    });
    return server;
  }

  /** The process is killed, and another one takes up the same state. */
  async restart(): Promise<void> {
    await this.#stop();
    await this.#run();
  }

  /** A link that has not logged in. */
  connect(address = '192.0.2.1'): Client {
    const client = new Client();
    this.gateway.accept(client.socket, {
      address,
      bytesRead: () => client.socket.bytesRead,
    });
    return client;
  }

  loginFrame(userId: string, change: Partial<LoginFrame> = {}): LoginFrame {
    const { sdkAppId, secretKey } = APP;
    const userSig = signUserSig({ sdkAppId, secretKey, userId, expire: 3_600, now: this.clock.now() });
    return { t: 'login', v: 1, sdkAppId, userId, userSig, ...change };
  }

  async login(userId: string, change: Partial<LoginFrame> = {}): Promise<Client> {
    const client = this.connect();
    await client.say(this.loginFrame(userId, change));
    return client;
  }

  /** A new link of the device that this client was, after `seq`. */
  async resume(
    userId: string,
    before: Client,
    { callId, ...change }: Partial<ResumeClaim> & Pick<LoginFrame, 'callId'> = {},
  ): Promise<Client> {
    const { deviceId, token } = before.welcome;
    const seq = before.inbox.at(-1)?.seq ?? 0;
    return this.login(userId, { resume: { deviceId, token, seq, ...change }, callId });
  }

  async tick(ms: number): Promise<void> {
    await this.clock.advance(ms);
  }

  #log() {
    return createLogger(
      'trace',
      new Writable({
        write: (chunk, _encoding, done) => {
          this.lines.push(JSON.parse(String(chunk)));
          done();
        },
      }),
    );
  }

  async #run(): Promise<void> {
    const log = this.#log();
    this.#own = steady(this.clock);
    const { store, kill } = killable(this.#wrap(this.store));
    await restartLinks(
      store,
      this.#apps.map(({ sdkAppId }) => sdkAppId),
    );
    const worker = startClockWorker(store, this.#own, log);
    this.#stop = async () => {
      kill();
      await worker.stop();
    };
    this.gateway = createGateway({
      apps: (sdkAppId) => this.#apps.find((app) => app.sdkAppId === sdkAppId),
      store,
      verify: createVerify(this.#own),
      clock: this.#own,
      random: systemRandom,
      log,
      ice: new IceServers({ iceServers: ICE, turn: this.#turn }),
      addressLimits: new AddressLimits({ links: 50, failedLogins: 20 }, this.#own),
      loginsPerSecond: this.#loginsPerSecond,
      meter: this.#meter,
    });
    await settled();
  }
}

export const calling = (userIds: readonly string[], change: Partial<CallCommand> = {}): CallCommand => ({
  op: 'call',
  userIds,
  type: 1,
  groupId: '',
  roomId: 0,
  strRoomId: '',
  timeout: 30,
  userData: '',
  publish: { audio: true, video: false },
  ...change,
});

export const PUBLISH = { audio: true, video: false };
