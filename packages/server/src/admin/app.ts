import { Hono, type MiddlewareHandler } from 'hono';
import type { Registry } from 'prom-client';
import type { HttpApp } from '../http/app.js';
import { securityHeaders } from '../http/headers.js';
import { cannotBeRebound, isLocalName } from '../http/origin.js';
import type { Logger } from '../log/logger.js';

export interface AdminAppOptions {
  /** Where it listens. */
  readonly host: string;
  readonly metrics: Registry;
  readonly log: Logger;
}

/** What only those who run the server may see. It asks nobody who he is, so it listens where nobody else comes. */
export function createAdminApp({ host, metrics, log }: AdminAppOptions): HttpApp {
  const app: HttpApp = new Hono();
  app.use(securityHeaders);
  if (isLocalName(host)) app.use(underLocalNames);
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

/**
 * Where only this machine comes, pages in a browser on it still do, under names of their own. Elsewhere others are to come, by whatever
 * name they have for it.
 */
const underLocalNames: MiddlewareHandler = async (c, next) => {
  const host = c.req.header('host');
  if (host === undefined || cannotBeRebound(host)) return next();
  return c.text('ask for it by its address, or as localhost\n', 403);
};
