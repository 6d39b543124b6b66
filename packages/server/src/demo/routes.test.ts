import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_POLICY } from '@ringback/calls';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { signUserSig } from '../auth/sign.js';
import { createVerify } from '../auth/verifier.js';
import type { AppConfig } from '../config/config.js';
import { DEFAULT_DIRECTORY } from '../directory/rules/state.js';
import { createHttpApp } from '../http/app.js';
import { createHttpServer, listen } from '../http/listen.js';
import { createClientAddress } from '../limits/client-address.js';
import { createManualClock, type ManualClock } from '../system/testing/manual-clock.js';
import type { PeopleStore } from './people.js';
import { createDemo } from './routes.js';

const app: AppConfig = {
  sdkAppId: 1_400_000_001,
  secretKey: '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
  name: 'demo',
  policy: DEFAULT_POLICY,
  administrators: ['administrator'],
  avatarHosts: [],
  directory: DEFAULT_DIRECTORY,
  relayOnly: 'never',
};

const store: PeopleStore = {
  presence: async () => [
    { userId: 'zoe', linkedDevices: 0, inCall: false },
    { userId: 'bob', linkedDevices: 2, inCall: true },
    { userId: '用户', linkedDevices: 1, inCall: false },
  ],
  profiles: async () => [{ userId: 'bob', nick: 'Bob', avatar: 'https://img.example/bob.png' }],
};

let pages: string;
let clock: ManualClock;
let server: Server;
let origin: string;
let lines: string[];

beforeEach(async () => {
  pages = mkdtempSync(join(tmpdir(), 'ringback-pages-'));
  writeFileSync(join(pages, 'index.html'), '<!doctype html><title>demo</title>');
  mkdirSync(join(pages, 'assets'));
  writeFileSync(join(pages, 'assets', 'app-1a2b.js'), 'export {};');
  clock = createManualClock(1_700_000_000_000);
  lines = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  const demo = createDemo({
    app,
    pages,
    store,
    verify: createVerify(clock),
    allowedOrigins: { kind: 'own' },
    clientAddress: createClientAddress(['127.0.0.0/8']),
    clock,
    log,
  });
  server = createHttpServer(createHttpApp({ version: '0', health: async () => 'ok', pages: demo, log }));
  const { port } = await listen(server, {
    host: '127.0.0.1',
    port: 0,
    settings: { host: 'HOST', port: 'PORT' },
  });
  origin = `http://127.0.0.1:${port}`;
});

afterEach(async () => {
  rmSync(pages, { recursive: true });
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
});

async function sign(content: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(`${origin}/demo/sign`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: origin, ...headers },
    body: typeof content === 'string' ? content : JSON.stringify(content),
  });
  const body = (await answer.json()) as Record<string, string>;
  return { status: answer.status, headers: answer.headers, body };
}

describe('POST /demo/sign', () => {
  it('signs a name for a day', async () => {
    const { status, body, headers } = await sign({ userId: '用户 1' });
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toEqual({
      sdkAppId: app.sdkAppId,
      userId: '用户 1',
      userSig: expect.any(String),
      expiresIn: 86_400,
    });
    const verified = createVerify(clock)(app, '用户 1', body.userSig!);
    expect(verified.expiresAt).toBe(clock.now() + 86_400_000);
    expect(lines.join('')).toContain('用户 1');
    expect(lines.join('')).not.toContain(body.userSig);
  });

  it.each([
    ['', /1 to 64 bytes/],
    ['   ', /1 to 64 bytes/],
    ['x'.repeat(65), /1 to 64 bytes/],
    ['用'.repeat(22), /1 to 64 bytes/],
    ['a\nb', /hidden characters/],
    ['bob\u202e', /hidden characters/],
    ['bo\u200bb', /hidden characters/],
    [' bob', /blank/],
    ['administrator', /administrator/],
    ['Administrator', /administrator/],
    ['ａｄｍｉｎｉｓｔｒａｔｏｒ', /administrator/],
  ])('refuses the name %j', async (userId, message) => {
    const { status, body } = await sign({ userId });
    expect([status, body]).toEqual([400, { code: -1202, message: expect.stringMatching(message) }]);
  });

  it.each([['{'], ['null'], ['{}'], ['{"userId":7}'], ['["bob"]']])('refuses the body %s', async (text) => {
    const { status, body } = await sign(text);
    expect([status, body]).toEqual([400, { code: -1202, message: expect.stringContaining('userId') }]);
  });

  it('takes JSON only', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp']) {
      expect((await sign({ userId: 'bob' }, { 'Content-Type': type })).status).toBe(415);
    }
    expect(
      (await sign({ userId: 'bob' }, { 'Content-Type': 'application/json; charset=utf-8' })).status,
    ).toBe(200);
  });

  it('signs 20 names a minute for one address', async () => {
    for (let i = 0; i < 20; i += 1) expect((await sign({ userId: `u${i}` })).status).toBe(200);
    clock.advance(15_000);
    const { status, body, headers } = await sign({ userId: 'one too many' });
    expect([status, headers.get('retry-after')]).toEqual([429, '45']);
    expect(body).toEqual({ code: -1408, message: 'too many sign-ins, try again in 45 s' });
    clock.advance(45_000);
    expect((await sign({ userId: 'later' })).status).toBe(200);
  });

  it('tells the addresses behind a proxy apart', async () => {
    const from = (address: string) => sign({ userId: 'ann' }, { 'X-Forwarded-For': address });
    for (let i = 0; i < 20; i += 1) await from(`2001:db8::${i + 1}`);
    expect((await from('2001:db8::ffff')).status).toBe(429);
    expect((await from('192.0.2.1')).status).toBe(200);
  });

  it('refuses pages of another origin, and names it', async () => {
    const foreign = await sign({ userId: 'bob' }, { Origin: 'https://evil.example' });
    expect([foreign.status, foreign.body.message]).toEqual([
      403,
      expect.stringContaining('https://evil.example'),
    ]);
    const sandboxed = await sign({ userId: 'bob' }, { Origin: 'null' });
    expect(sandboxed.status).toBe(403);
    const hidden = await sign({ userId: 'bob' }, { 'Sec-Fetch-Site': 'same-site' });
    expect(hidden.status).toBe(403);
  });
});

describe('GET /demo/people', () => {
  const header = (userId: string, sdkAppId = app.sdkAppId, expire = 60) => {
    const userSig = signUserSig({ ...app, sdkAppId, userId, expire, now: clock.now() });
    return `UserSig ${sdkAppId}:${encodeURIComponent(userId)}:${userSig}`;
  };
  async function people(authorization?: string) {
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
    const answer = await fetch(`${origin}/demo/people`, { headers });
    return { status: answer.status, body: await answer.json() };
  }

  it('tells who is there, online first, to somebody who is signed in', async () => {
    for (const userId of ['bob', '用户', 'a:b']) {
      expect(await people(header(userId))).toEqual({
        status: 200,
        body: [
          { userId: 'bob', nick: 'Bob', avatar: 'https://img.example/bob.png', online: true, inCall: true },
          { userId: '用户', nick: '', avatar: '', online: true, inCall: false },
          { userId: 'zoe', nick: '', avatar: '', online: false, inCall: false },
        ],
      });
    }
  });

  it('tells nobody else', async () => {
    const good = header('bob');
    const expired = header('bob', app.sdkAppId, 1);
    clock.advance(2_000);
    expect(await people()).toMatchObject({ status: 401, body: { code: 70003 } });
    expect(await people('Basic Ym9iOg==')).toMatchObject({ status: 401, body: { code: 70003 } });
    expect(await people(good.replace('bob', '%'))).toMatchObject({ status: 401, body: { code: 70003 } });
    expect(await people(good.replace('bob', 'alice'))).toMatchObject({ status: 401, body: { code: 70013 } });
    const otherApp = good.replace('1400000001', '1');
    expect(await people(otherApp)).toMatchObject({ status: 401, body: { code: 70014 } });
    expect(await people(header('bob', 1))).toMatchObject({ status: 401, body: { code: 70014 } });
    expect(await people(expired)).toMatchObject({ status: 401, body: { code: 70001 } });
    expect((await people(good)).status).toBe(200);
  });
});

it('a store that fails is an error of the server', async () => {
  const presence = vi.spyOn(store, 'presence').mockRejectedValue(new Error('disk'));
  const userSig = signUserSig({ ...app, userId: 'bob', expire: 60, now: clock.now() });
  const authorization = `UserSig ${app.sdkAppId}:bob:${userSig}`;
  const answer = await fetch(`${origin}/demo/people`, { headers: { authorization } });
  expect(presence).toHaveBeenCalled();
  expect([answer.status, await answer.json()]).toEqual([500, expect.objectContaining({ code: 101001 })]);
  expect(lines.join('')).toContain('disk');
});

describe('the demo', () => {
  it('serves its pages, with what the browser may keep', async () => {
    const page = await fetch(`${origin}/`);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('demo')]);
    expect(page.headers.get('cache-control')).toBe('no-cache');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    const asset = await fetch(`${origin}/assets/app-1a2b.js`);
    expect(asset.headers.get('cache-control')).toContain('immutable');
    expect(asset.headers.get('content-type')).toContain('text/javascript');
  });

  it('serves nothing from outside its folder', async () => {
    for (const path of [
      '/../secret',
      '/%2e%2e/secret',
      '/..%2fsecret',
      '/assets/..%5c..%5csecret',
      '/nothing',
    ]) {
      expect((await fetch(`${origin}${path}`)).status).toBe(404);
    }
  });
});
