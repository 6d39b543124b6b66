import { Hono, type MiddlewareHandler } from 'hono';
import type { Registry } from 'prom-client';
import { variableOf } from '../config/environment.js';
import type { HttpApp } from '../http/app.js';
import { securityHeaders } from '../http/headers.js';
import { cannotBeRebound, hostnameOf } from '../http/origin.js';
import type { Logger } from '../log/logger.js';

export interface AdminAppOptions {
  /** The one name to which it answers, beside addresses and localhost: that where it listens. */
  readonly host: string;
  readonly metrics: Registry;
  readonly log: Logger;
}

/** What only those who run the server may see. It asks nobody who he is, so it listens where nobody else comes. */
export function createAdminApp({ host, metrics, log }: AdminAppOptions): HttpApp {
  const app: HttpApp = new Hono();
  app.use(securityHeaders);
  app.use(underItsName(host));
  app.get('/metrics', async (c) => {
    const text = await metrics.metrics();
    return c.body(text, 200, { 'Content-Type': metrics.contentType, 'Cache-Control': 'no-store' });
  });
  app.notFound((c) => c.text('there is nothing here but /metrics\n', 404));
  app.onError((err, c) => {
    log.error({ err, path: c.req.path }, 'administration request failed');
    return c.text('the server could not answer\n', 500);
  });
  return app;
}

/** Pages in the browser of whoever runs the server reach this too, under names of their own; what is no browser may leave the name out. */
function underItsName(name: string): MiddlewareHandler {
  return async (c, next) => {
    const host = c.req.header('host');
    if (host === undefined || cannotBeRebound(host) || hostnameOf(host) === name.toLowerCase()) return next();
    return c.text(`ask for it by its address, or by the name in ${variableOf('adminHost')}\n`, 403);
  };
}
