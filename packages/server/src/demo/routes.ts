import type { HttpBindings } from '@hono/node-server';
import { Code, type WireError } from '@ringback/protocol';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { AuthError } from '../auth/error.js';
import { signUserSig } from '../auth/sign.js';
import type { Verify } from '../auth/verifier.js';
import type { AllowedOrigins, AppConfig } from '../config/config.js';
import type { HttpApp } from '../http/app.js';
import type { ClientAddress } from '../limits/client-address.js';
import { customerOf } from '../limits/customer.js';
import { RateLimiter } from '../limits/rate-limiter.js';
import { about, type Logger } from '../log/logger.js';
import type { Clock } from '../system/clock.js';
import { verifyAuthorization } from './credentials.js';
import { checkName } from './names.js';
import { cachePages, servePages } from './pages.js';
import { type PeopleStore, peopleOf } from './people.js';
import { foreignReason } from './same-origin.js';

/** How long a name of the demo is signed for, seconds. */
export const SIGNED_FOR_S = 24 * 60 * 60;

const SIGNATURES_A_MINUTE = 20;
const SIGNATURES = { windowMs: 60_000, maxKeys: 10_000 };

export interface DemoOptions {
  readonly app: AppConfig;
  /** Folder of the built pages. */
  readonly pages: string;
  readonly store: PeopleStore;
  readonly verify: Verify;
  readonly allowedOrigins: AllowedOrigins;
  readonly clientAddress: ClientAddress;
  readonly clock: Clock;
  readonly log: Logger;
}

type DemoContext = Context<{ Bindings: HttpBindings }>;

const signRequest = z.object({ userId: z.string() });

/** The demo's pages, its signer (`POST /demo/sign`) and its list of people (`GET /demo/people`). */
export function createDemo(options: DemoOptions): HttpApp {
  const { app, pages, store, verify, allowedOrigins, clientAddress, clock } = options;
  const log = about(options.log, { app: app.sdkAppId });
  const signatures = new RateLimiter(SIGNATURES, clock);
  const demo: HttpApp = new Hono();

  demo.use('/demo/*', async (c, next) => {
    const headers = {
      host: c.req.header('Host'),
      origin: c.req.header('Origin'),
      secFetchSite: c.req.header('Sec-Fetch-Site'),
    };
    const reason = foreignReason(headers, allowedOrigins);
    if (reason !== undefined) return c.json(refusal(Code.NOT_ALLOWED_FOR_APP, reason), 403);
    c.header('Cache-Control', 'no-store');
    return next();
  });

  demo.post('/demo/sign', async (c) => {
    if (!isJson(c)) return c.json(refusal(Code.BAD_REQUEST, 'the body must be application/json'), 415);
    const body = signRequest.safeParse(await c.req.json().catch(() => undefined));
    if (!body.success)
      return c.json(refusal(Code.INVALID_PARAMETER, 'the body must be {"userId": "…"}'), 400);
    const { userId } = body.data;
    const name = checkName(userId, app.administrators);
    if (!name.ok) return c.json(refusal(Code.INVALID_PARAMETER, name.problem), 400);
    const address = clientAddress(c.env.incoming);
    const taken = signatures.take(customerOf(address), SIGNATURES_A_MINUTE);
    if (!taken.ok) {
      log.warn({ address }, 'too many names signed for one address');
      c.header('Retry-After', String(taken.retryAfterS));
      return c.json(refusal(Code.TOO_MANY, `too many sign-ins, try again in ${taken.retryAfterS} s`), 429);
    }
    const { sdkAppId, secretKey } = app;
    const userSig = signUserSig({
      sdkAppId,
      secretKey,
      userId,
      expire: SIGNED_FOR_S,
      now: clock.timeOfDay(),
    });
    about(log, { user: userId }).info({ address }, 'demo signed a name');
    return c.json({ sdkAppId, userId, userSig, expiresIn: SIGNED_FOR_S });
  });

  demo.get('/demo/people', async (c) => {
    verifyAuthorization(c.req.header('Authorization'), app, verify);
    return c.json(await peopleOf(store, app.sdkAppId));
  });

  demo.get('*', cachePages, servePages(pages));

  demo.onError((error, c) => {
    if (!(error instanceof AuthError)) throw error;
    c.header('WWW-Authenticate', 'UserSig');
    return c.json(refusal(error.code, error.message), 401);
  });
  return demo;
}

const isJson = (c: DemoContext) => /^application\/json\s*(;|$)/i.test(c.req.header('Content-Type') ?? '');

function refusal(code: WireError['code'], message: string): WireError {
  return { code, message };
}
