import type { Server } from 'node:http';
import { connect, createServer as createTcpServer } from 'node:net';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { AddressLimits } from '../limits/address-limits.js';
import { createClientAddress } from '../limits/client-address.js';
import { createManualClock, type ManualClock } from '../system/testing/manual-clock.js';
import { createHttpApp, MAX_BODY_BYTES } from './app.js';
import { type Health, healthOf } from './health.js';
import { type LinkInfo, serveLinks } from './links.js';
import { createHttpServer, listen } from './listen.js';

const PLACE = { host: '127.0.0.1', settings: { host: 'RINGBACK_HOST', port: 'RINGBACK_PORT' } };

let health: Health;
let isDraining: boolean;
let lines: string[];
let accepted: LinkInfo[];
let clock: ManualClock;
let addressLimits: AddressLimits;
let server: Server;
let port: number;

beforeEach(async () => {
  health = 'ok';
  isDraining = false;
  lines = [];
  accepted = [];
  clock = createManualClock(1_000_000);
  addressLimits = new AddressLimits({ links: 3, failedLogins: 2 }, clock);
  const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
  const app = createHttpApp({ version: '1.2.3', health: async () => health, pages: undefined, log });
  app.post('/echo', async (c) => c.text(await c.req.text()));
  app.get('/broken', () => {
    throw new Error('secret detail');
  });
  server = createHttpServer(app);
  serveLinks(server, {
    accept: (socket, info) => {
      accepted.push(info);
      socket.send('hello');
    },
    allowedOrigins: { kind: 'own' },
    clientAddress: createClientAddress(['127.0.0.1']),
    addressLimits,
    isDraining: () => isDraining,
    log,
  });
  ({ port } = await listen(server, { ...PLACE, port: 0 }));
});

afterEach(
  () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
);

const get = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init);

describe('the HTTP surface', () => {
  it('says at /healthz how it is', async () => {
    const good = await get('/healthz');
    expect([good.status, await good.json()]).toEqual([200, { status: 'ok', version: '1.2.3' }]);
    expect(good.headers.get('cache-control')).toBe('no-store');
    for (const status of ['draining', 'storeFailed'] as const) {
      health = status;
      const bad = await get('/healthz');
      expect([bad.status, await bad.json()]).toEqual([503, { status, version: '1.2.3' }]);
    }
  });

  it('sends security headers with every answer', async () => {
    for (const path of ['/healthz', '/nothing', '/broken']) {
      const { headers } = await get(path);
      expect(headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('permissions-policy')).toContain('camera=(self)');
      expect(headers.get('strict-transport-security')).toBeNull();
    }
  });

  it('says that there is nothing elsewhere', async () => {
    const answer = await get('/nothing');
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ message: expect.stringContaining('/ws') });
  });

  it('refuses a large body, and one whose length is not announced', async () => {
    const body = 'x'.repeat(MAX_BODY_BYTES);
    expect(await (await get('/echo', { method: 'POST', body })).text()).toBe(body);
    expect((await get('/echo', { method: 'POST', body: `${body}x` })).status).toBe(413);
    const chunks = new Blob([body, 'x']).stream();
    const streamed: RequestInit & { duplex: 'half' } = { method: 'POST', body: chunks, duplex: 'half' };
    expect((await get('/echo', streamed)).status).toBe(411);
  });

  it('answers a request that has no body and announces none', async () => {
    for (const path of ['/healthz', '/nothing']) {
      expect((await get(path, { method: 'DELETE' })).status).toBe(404);
    }
  });

  it('logs what broke and does not tell the client', async () => {
    const answer = await get('/broken');
    expect([answer.status, await answer.text()]).toEqual([500, expect.not.stringContaining('secret')]);
    expect(lines.join('')).toContain('secret detail');
  });

  it('says in one line that the port is in use', async () => {
    const other = createTcpServer();
    await expect(listen(other as Server, { ...PLACE, port })).rejects.toMatchObject({
      name: 'ListenError',
      code: 'EADDRINUSE',
      message: `port ${port} on 127.0.0.1 is in use; stop what uses it, or choose another by RINGBACK_PORT`,
    });
  });

  it('says that the host is no address of this machine', async () => {
    const other = createTcpServer();
    await expect(listen(other as Server, { ...PLACE, host: '192.0.2.1', port: 0 })).rejects.toMatchObject({
      code: 'EADDRNOTAVAIL',
      message: expect.stringContaining('RINGBACK_HOST'),
    });
  });
});

describe('links', () => {
  const link = (path: string, headers: Record<string, string> = {}) =>
    new Promise<string>((resolve, reject) => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
      socket.on('message', (data) => {
        socket.terminate();
        resolve(String(data));
      });
      socket.on('unexpected-response', (_request, response) => {
        let body = '';
        response.on('data', (part) => {
          body += part;
        });
        const wait = response.headers['retry-after'];
        const after = wait === undefined ? '' : ` (Retry-After: ${wait})`;
        response.on('end', () => resolve(`${response.statusCode} ${body}${after}`));
      });
      socket.on('error', reject);
    });

  it('are handed over with where they come from', async () => {
    expect(await link('/ws')).toBe('hello');
    expect(await link('/ws?v=1', { origin: 'http://localhost:5173' })).toBe('hello');
    expect(accepted).toEqual([
      { address: '127.0.0.1', bytesRead: expect.any(Function) },
      { address: '127.0.0.1', origin: 'http://localhost:5173', bytesRead: expect.any(Function) },
    ]);
    expect(accepted[0]!.bytesRead()).toBeGreaterThan('GET /ws HTTP/1.1'.length);
  });

  it('of a foreign page are refused, by a body and a log line that name its origin', async () => {
    const refusal = await link('/ws', { origin: 'https://evil.example' });
    expect(refusal).toMatch(
      /^403 origin https:\/\/evil\.example is not allowed here.*RINGBACK_ALLOWED_ORIGINS/,
    );
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      status: 403,
      address: '127.0.0.1',
      msg: expect.stringContaining('https://evil.example'),
    });
    expect(accepted).toEqual([]);
  });

  it('elsewhere than at /ws are refused', async () => {
    expect(await link('/wss')).toMatch(/^404 /);
  });

  it('are refused while the server drains', async () => {
    isDraining = true;
    expect(await link('/ws')).toMatch(/^503 /);
  });

  it('are refused when too many come from one address, and it is told when they may come again', async () => {
    for (let opened = 0; opened < 3; opened += 1) expect(await link('/ws')).toBe('hello');
    clock.advance(10_000);
    const refused = '429 too many links from this address, try again in 50 s\n (Retry-After: 50)';
    expect(await link('/ws')).toBe(refused);
    expect((await get('/healthz')).status).toBe(200);
    clock.advance(50_000);
    expect(await link('/ws')).toBe('hello');
  });

  it('are counted for the address that a trusted proxy names, and an IPv6 network is one', async () => {
    const from = (address: string) => link('/ws', { 'X-Forwarded-For': address });
    for (let n = 1; n <= 3; n += 1) expect(await from(`1.2.3.4, 2001:db8::${n}`)).toBe('hello');
    expect(await from('1.2.3.4, 2001:db8::4')).toMatch(/^429/);
    expect(await from('2001:db8::5, 192.0.2.1')).toBe('hello');
    expect(accepted.at(-1)?.address).toBe('192.0.2.1');
  });

  it('are refused when too many logins from the address have failed', async () => {
    for (let failed = 0; failed < 2; failed += 1) addressLimits.loginFailed('127.0.0.1');
    expect(await link('/ws')).toMatch(/^429 too many failed logins from this address, try again in 60 s/);
  });

  it('that are refused again and again do not fill the log', async () => {
    for (let n = 0; n < 30; n += 1) await link('/elsewhere');
    expect(lines).toHaveLength(10);
    clock.advance(60_000);
    await link('/elsewhere');
    expect(lines).toHaveLength(11);
  });

  it('that are refused for another reason do not count', async () => {
    for (let n = 0; n < 5; n += 1) await link('/ws', { origin: 'https://evil.example' });
    expect(await link('/ws')).toBe('hello');
  });

  it('that are reset while they are refused do no harm', async () => {
    await new Promise<void>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        const head =
          'Host: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nOrigin: https://evil.example\r\n';
        socket.write(`GET /ws HTTP/1.1\r\n${head}\r\n`, () => {
          socket.resetAndDestroy();
          resolve();
        });
      });
    });
    expect((await get('/healthz')).status).toBe(200);
  });
});

describe('healthOf', () => {
  const clock = createManualClock(0);
  const store = (askStore: () => Promise<unknown>) => ({ isDraining: () => false, askStore });

  it('asks the store', async () => {
    expect(
      await healthOf(
        store(async () => null),
        clock,
      ),
    ).toBe('ok');
    expect(
      await healthOf(
        store(() => Promise.reject(new Error('disk'))),
        clock,
      ),
    ).toBe('storeFailed');
  });

  it('does not wait for a store that hangs', async () => {
    const answer = healthOf(
      store(() => new Promise(() => {})),
      clock,
    );
    clock.advance(2_000);
    expect(await answer).toBe('storeFailed');
  });

  it('is draining whatever the store says', async () => {
    const probe = { isDraining: () => true, askStore: () => Promise.reject(new Error('closed')) };
    expect(await healthOf(probe, clock)).toBe('draining');
  });
});
