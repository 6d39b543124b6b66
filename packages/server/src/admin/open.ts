import type { Registry } from 'prom-client';
import type { Config } from '../config/config.js';
import { variableOf } from '../config/environment.js';
import type { Gateway } from '../gateway/gateway.js';
import { createHttpServer } from '../http/listen.js';
import { type Listener, openListener } from '../http/listener.js';
import type { Logger } from '../log/logger.js';
import { createGauges } from '../metrics/gauges.js';
import type { Store } from '../store/contract.js';
import type { Clock } from '../system/clock.js';
import { offsetOf } from '../workers/time-of-day.js';
import { createAdminApp } from './app.js';

export interface AdminParts {
  readonly gateway: Pick<Gateway, 'linkCount' | 'waitingCount' | 'deviceCounts' | 'callCounts'>;
  readonly store: Pick<Store, 'inboxDepth'>;
  readonly clock: Clock;
  readonly log: Logger;
}

const SETTINGS = { host: variableOf('adminHost'), port: variableOf('adminPort') };

/** Serves the metrics on a port of their own. @throws ListenError */
export function openAdmin(
  { host, port }: NonNullable<Config['admin']>,
  metrics: Registry,
  { gateway, store, clock, log }: AdminParts,
): Promise<Listener> {
  createGauges(metrics, {
    links: () => gateway.linkCount(),
    loginsWaiting: () => gateway.waitingCount(),
    devices: () => gateway.deviceCounts(),
    calls: () => gateway.callCounts(),
    inboxDepth: () => store.inboxDepth(),
    clockOffset: () => offsetOf(clock),
  });
  const server = createHttpServer(createAdminApp({ host, metrics, log }));
  return openListener(server, { host, port, settings: SETTINGS }, clock);
}
