import type { HttpBindings } from '@hono/node-server';
import { Code, type WireError } from '@ringback/protocol';
import { Hono, type MiddlewareHandler } from 'hono';
import type { Logger } from '../log/logger.js';
import { securityHeaders } from './headers.js';
import type { Health } from './health.js';

export type HttpApp = Hono<{ Bindings: HttpBindings }>;

/** The largest body of any request, bytes. Nothing but small JSON is ever sent here. */
export const MAX_BODY_BYTES = 16 * 1024;

export interface HttpAppOptions {
  readonly version: string;
  readonly health: () => Promise<Health>;
  /** What is served beside `/healthz`; undefined: nothing. */
  readonly pages: HttpApp | undefined;
  readonly log: Logger;
}

/** The HTTP surface. Links at `/ws` do not pass through here: see `links.ts`. */
export function createHttpApp({ version, health, pages, log }: HttpAppOptions): HttpApp {
  const app: HttpApp = new Hono();
  app.use(securityHeaders);
  app.use(boundedBody);
  app.get('/healthz', async (c) => {
    const status = await health();
    c.header('Cache-Control', 'no-store');
    return c.json({ status, version }, status === 'ok' ? 200 : 503);
  });
  if (pages !== undefined) app.route('/', pages);
  app.notFound((c) => c.json(problem('there is nothing here; engines connect to /ws'), 404));
  app.onError((error, c) => {
    log.error({ err: error, method: c.req.method, path: c.req.path }, 'request failed');
    return c.json(
      { code: Code.SERVER_ERROR, message: 'the server could not answer' } satisfies WireError,
      500,
    );
  });
  return app;
}

/**
 * Node reads no more of a body than its announced length, so the announcement is what to check. (hono's own limit makes a second
 * Request, which Node 20 cannot for one whose length is not announced.)
 */
const boundedBody: MiddlewareHandler = async (c, next) => {
  if (c.req.header('transfer-encoding') !== undefined) {
    return c.json(problem('announce the length of the body by Content-Length'), 411);
  }
  if (Number(c.req.header('content-length') ?? 0) > MAX_BODY_BYTES) {
    return c.json(problem(`the body is larger than ${MAX_BODY_BYTES} bytes`), 413);
  }
  return next();
};

function problem(message: string): WireError {
  return { code: Code.BAD_REQUEST, message };
}
