import { join } from 'node:path';
import { Registry } from 'prom-client';
import { openAdmin } from './admin/open.js';
import { createVerify } from './auth/verifier.js';
import { type AppConfig, type Config, IN_MEMORY } from './config/config.js';
import { variableOf } from './config/environment.js';
import { DEMO_SDK_APP_ID, servedApps } from './demo/app.js';
import { createDemo } from './demo/routes.js';
import { createGateway } from './gateway/gateway.js';
import { createHttpApp } from './http/app.js';
import { healthOf } from './http/health.js';
import { serveLinks } from './http/links.js';
import { createHttpServer } from './http/listen.js';
import { openListener } from './http/listener.js';
import { AddressLimits } from './limits/address-limits.js';
import { createClientAddress } from './limits/client-address.js';
import { createLogger, type Logger } from './log/logger.js';
import { IceServers } from './media/ice-servers.js';
import { createGatewayMeter, createLinksMeter, createStoreMeter } from './metrics/meters.js';
import { OpenParts } from './open-parts.js';
import { openEmbeddedStore } from './store/sqlite/open.js';
import { type Clock, systemClock } from './system/clock.js';
import { FreshValues } from './system/fresh.js';
import { type Random, systemRandom } from './system/random.js';
import type { Certificate } from './tls/certificate.js';
import { VERSION } from './version.js';
import { startClockWorker } from './workers/clock.js';
import { restartLinks } from './workers/restart.js';
import { watchTimeOfDay } from './workers/time-of-day.js';

/** What is not configuration: the certificate, and what a test puts in place of the machine's own. */
export interface Overrides {
  readonly clock?: Clock | undefined;
  readonly random?: Random | undefined;
  /** Default: JSON lines on stdout, at the level of the configuration. */
  readonly log?: Logger | undefined;
  /** Serves https with it; default: http. */
  readonly certificate?: Certificate | undefined;
}

export interface RunningServer {
  readonly address: string;
  /** The port that it listens on, also where the configuration said 0. */
  readonly port: number;
  /** The port of the metrics; null: they are not served. */
  readonly adminPort: number | null;
  /**
   * Drains: says at `/healthz` that it does, refuses new links, tells engines to come back, answers what is under way, and lets go of
   * the data folder. A repeat waits for the same end.
   */
  close(): Promise<void>;
}

const DATABASE = 'ringback.db';
/** Where many come one after the other, more of them share a transaction: the late ones are sooner, the median hardly later. */
const TRANSACTION_GAP_MS = 2;

const LISTEN_SETTINGS = { host: variableOf('host'), port: variableOf('port') };

/**
 * Starts a server: takes up what the data folder holds, then listens.
 * @throws ListenError, StoreError or DemoSecretError; nothing is left open then.
 */
export async function startServer(config: Config, overrides: Overrides = {}): Promise<RunningServer> {
  const { clock = systemClock, random = systemRandom, log = createLogger(config.logLevel) } = overrides;
  const apps = servedApps(config);
  // What nobody can ask for is not counted.
  const metrics = config.admin === null ? undefined : new Registry();
  const parts = new OpenParts();
  try {
    const store = await openEmbeddedStore({
      path: config.data === IN_MEMORY ? IN_MEMORY : join(config.data, DATABASE),
      apps: apps.map(({ sdkAppId, policy, directory }) => ({
        sdkAppId,
        policy,
        directory,
        takesFacts: false,
      })),
      fresh: () => new FreshValues(clock.now(), random),
      clock,
      timers: clock,
      gapMs: TRANSACTION_GAP_MS,
      log,
      meter: metrics && createStoreMeter(metrics),
    });
    parts.opened(() => store.close());
    await restartLinks(
      store,
      apps.map(({ sdkAppId }) => sdkAppId),
    );
    const worker = startClockWorker(store, clock, log);
    parts.opened(() => worker.stop());
    const unwatch = watchTimeOfDay(clock, log);
    parts.opened(async () => unwatch());

    const verify = createVerify(clock);
    const { allowedOrigins } = config;
    const clientAddress = createClientAddress(config.trustedProxies);
    const addressLimits = new AddressLimits(config.addressLimits, clock);
    const gateway = createGateway({
      apps: finder(apps),
      store,
      verify,
      clock,
      random,
      log,
      ice: new IceServers(config),
      addressLimits,
      loginsPerSecond: config.loginsPerSecond,
      meter: metrics && createGatewayMeter(metrics),
    });
    const probe = { isDraining: () => parts.isClosing, askStore: () => store.nextWakeAt() };
    const demo = apps.find(({ sdkAppId }) => sdkAppId === DEMO_SDK_APP_ID);
    const pages =
      config.demo === null || demo === undefined
        ? undefined
        : createDemo({
            app: demo,
            pages: config.demo.pages,
            store,
            verify,
            allowedOrigins,
            clientAddress,
            clock,
            log,
          });
    const health = () => healthOf(probe, clock);
    const server = createHttpServer(
      createHttpApp({ version: VERSION, health, pages, log }),
      overrides.certificate,
    );
    serveLinks(server, {
      accept: (socket, info) => gateway.accept(socket, info),
      allowedOrigins,
      clientAddress,
      addressLimits,
      isDraining: probe.isDraining,
      refused: metrics && createLinksMeter(metrics),
      log,
    });
    const admin =
      config.admin && metrics && (await openAdmin(config.admin, metrics, { gateway, store, clock, log }));
    if (admin) parts.opened(() => admin.close());
    const place = { host: config.host, port: config.port, settings: LISTEN_SETTINGS };
    const listener = await openListener(server, place, clock);
    parts.opened(() => listener.close());
    // Drained first: until then the server answers that it is draining.
    parts.opened(() => gateway.drain());

    const { address, port } = listener.address;
    const names = apps.map(({ sdkAppId, name }) => ({ app: sdkAppId, name }));
    const adminPort = admin?.address.port ?? null;
    log.info(
      { version: VERSION, address, port, adminPort, apps: names, demo: config.demo !== null },
      'listening',
    );
    return { address, port, adminPort, close: () => parts.close() };
  } catch (error) {
    await parts.close();
    throw error;
  }
}

function finder(apps: readonly AppConfig[]): (sdkAppId: number) => AppConfig | undefined {
  const byId = new Map(apps.map((app) => [app.sdkAppId, app]));
  return (sdkAppId) => byId.get(sdkAppId);
}
