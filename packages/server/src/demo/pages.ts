import { serveStatic } from '@hono/node-server/serve-static';
import type { MiddlewareHandler } from 'hono';

/** The bundler puts files there whose name changes with their content. */
const HASHED = '/assets/';

const FOREVER = 'public, max-age=31536000, immutable';

/** Tells the browser what it may keep; comes before `servePages`. */
export const cachePages: MiddlewareHandler = async (c, next) => {
  await next();
  if (c.res.ok) c.header('Cache-Control', c.req.path.startsWith(HASHED) ? FOREVER : 'no-cache');
};

export const servePages = (folder: string): MiddlewareHandler => serveStatic({ root: folder });
