import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROTOCOL_VERSION } from '@ringback/protocol';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { signUserSig } from './auth/sign.js';
import { loadConfig } from './config/load.js';
import { type RunningServer, startServer } from './server.js';

const app = { sdkAppId: 1_400_000_000, secretKey: 'k'.repeat(64) };
const log = pino({ level: 'silent' });

let data: string;
let running: RunningServer[];
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'ringback-server-'));
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map((server) => server.close()));
  rmSync(data, { recursive: true });
});

async function start(env: Record<string, string> = {}, demoPages?: string): Promise<RunningServer> {
  const config = loadConfig({
    env: {
      RINGBACK_PORT: '0',
      RINGBACK_HOST: '127.0.0.1',
      RINGBACK_DATA: data,
      RINGBACK_APPS: JSON.stringify([app]),
      ...env,
    },
    demoPages,
  });
  const server = await startServer(config, { log });
  running.push(server);
  return server;
}

/** The first frame that a login gets, and when the link closes, its code. */
function login(port: number, sdkAppId: number, userId: string, userSig: string) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`);
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  const frame = new Promise<Record<string, unknown>>((resolve, reject) => {
    socket.once('error', reject);
    socket.once('message', (text) => resolve(JSON.parse(String(text))));
  });
  socket.once('open', () => {
    socket.send(JSON.stringify({ t: 'login', v: PROTOCOL_VERSION, sdkAppId, userId, userSig }));
  });
  return { frame, closed };
}

const signed = (userId: string) => signUserSig({ ...app, userId, expire: 60, now: Date.now() });
const url = ({ port }: RunningServer, path: string) => `http://127.0.0.1:${port}${path}`;

describe('startServer', () => {
  it('serves links and health, and no demo', async () => {
    const server = await start();
    expect((await fetch(url(server, '/healthz'))).status).toBe(200);
    for (const path of ['/', '/demo/people']) expect((await fetch(url(server, path))).status).toBe(404);
    const { frame } = login(server.port, app.sdkAppId, 'alice', signed('alice'));
    expect(await frame).toMatchObject({ t: 'welcome', graceTime: 20 });
  });

  it('refuses a UserSig that is not right', async () => {
    const server = await start();
    const { frame, closed } = login(server.port, app.sdkAppId, 'alice', signed('bob'));
    expect(await frame).toMatchObject({ t: 'refused', code: 70013 });
    expect(await closed).toBe(4401);
  });

  it('drains: engines are told to come back, and the port and the data folder are free', async () => {
    const server = await start();
    const { frame, closed } = login(server.port, app.sdkAppId, 'alice', signed('alice'));
    await frame;
    await server.close();
    expect(await closed).toBe(1001);
    await expect(fetch(url(server, '/healthz'))).rejects.toThrow();
    await start({ RINGBACK_PORT: String(server.port) });
  });

  it('says that it cannot listen, and leaves nothing open', async () => {
    const first = await start({ RINGBACK_DATA: ':memory:' });
    await expect(start({ RINGBACK_PORT: String(first.port) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await start();
  });

  it('says that another server has the data folder', async () => {
    await start();
    await expect(start()).rejects.toMatchObject({ name: 'StoreError', code: 'locked' });
  });
});

describe('the demo', () => {
  it('signs in whoever asks, keeps its secret, and knows who is there', async () => {
    writeFileSync(join(data, 'index.html'), 'the page');
    const pages = data;
    const server = await start({}, pages);
    expect(await (await fetch(url(server, '/'))).text()).toBe('the page');
    const sign = (to: RunningServer) =>
      fetch(url(to, '/demo/sign'), {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ userId: 'alice' }),
      });
    const { sdkAppId, userId, userSig } = (await (await sign(server)).json()) as Record<string, string>;
    const { frame } = login(server.port, Number(sdkAppId), String(userId), String(userSig));
    expect(await frame).toMatchObject({ t: 'welcome' });
    const authorization = `UserSig ${sdkAppId}:${userId}:${userSig}`;
    const people = (to: RunningServer) => fetch(url(to, '/demo/people'), { headers: { authorization } });
    expect(await (await people(server)).json()).toEqual([
      { userId: 'alice', nick: '', avatar: '', online: true, inCall: false },
    ]);
    await server.close();
    expect((await people(await start({}, pages))).status).toBe(200);
  });
});
