import { Hono } from 'hono';
import type { Registry } from 'prom-client';
import type { HttpApp } from '../http/app.js';
import { securityHeaders } from '../http/headers.js';
import type { Logger } from '../log/logger.js';

export interface AdminAppOptions {
  readonly metrics: Registry;
  readonly log: Logger;
}

/** What only those who run the server may see. It asks nobody who he is, so it listens where nobody else comes. */
export function createAdminApp({ metrics, log }: AdminAppOptions): HttpApp {
  const app: HttpApp = new Hono();
  app.use(securityHeaders);
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
