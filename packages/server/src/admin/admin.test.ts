import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { loadConfig } from '../config/load.js';
import { type RunningServer, startServer } from '../server.js';
import { createAdminApp } from './app.js';

const app = { sdkAppId: 1_400_000_000, secretKey: 'k'.repeat(64) };
const DASHBOARD = new URL('../../../../deploy/grafana/ringback.json', import.meta.url);

let running: RunningServer[] = [];
afterEach(async () => {
  await Promise.all(running.map((server) => server.close()));
  running = [];
});

async function start(env: Record<string, string> = {}): Promise<RunningServer> {
  const config = loadConfig({
    env: {
      RINGBACK_PORT: '0',
      RINGBACK_HOST: '127.0.0.1',
      RINGBACK_DATA: ':memory:',
      RINGBACK_APPS: JSON.stringify([app]),
      ...env,
    },
  });
  const server = await startServer(config, { log: pino({ level: 'silent' }) });
  running.push(server);
  return server;
}

const at = (port: number | null, path: string) => fetch(`http://127.0.0.1:${port}${path}`);

/** Names as Prometheus stores them, those of a histogram with what it adds to them. */
function namesIn(metrics: string): Set<string> {
  const names = new Set<string>();
  for (const [, name = '', type] of metrics.matchAll(/^# TYPE (\S+) (\S+)$/gm)) {
    names.add(name);
    if (type === 'histogram') for (const part of ['bucket', 'sum', 'count']) names.add(`${name}_${part}`);
  }
  return names;
}

describe('administration', () => {
  it('serves nothing unless it is told where', async () => {
    const { port, adminPort } = await start();
    expect(adminPort).toBeNull();
    expect((await at(port, '/metrics')).status).toBe(404);
  });

  it('serves metrics for Prometheus on a port of its own, and nothing else', async () => {
    const { port, adminPort } = await start({ RINGBACK_ADMIN_PORT: '0' });
    const answer = await at(adminPort, '/metrics');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    expect(await answer.text()).toMatch(/^ringback_links 0$/m);
    expect((await at(adminPort, '/ws')).status).toBe(404);
    expect((await at(port, '/metrics')).status).toBe(404);
  });

  it('answers to no name that a foreign page could have pointed here (DNS rebinding)', async () => {
    const { adminPort } = await start({ RINGBACK_ADMIN_PORT: '0', RINGBACK_ADMIN_HOST: 'localhost' });
    const statusUnder = (host: string) =>
      new Promise((resolve, reject) => {
        const at = { host: 'localhost', port: adminPort, path: '/metrics', headers: { host } };
        get(at, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        }).on('error', reject);
      });
    for (const host of ['localhost:9464', '127.0.0.1:9464', '[::1]:9464', '10.0.0.5']) {
      expect(await statusUnder(host), host).toBe(200);
    }
    for (const host of ['evil.example:9464', '127.0.0.1.evil.example', 'localhost.evil.example']) {
      expect(await statusUnder(host), host).toBe(403);
    }
  });

  it('answers to any name where others are to come', async () => {
    const options = { metrics: new Registry(), log: pino({ level: 'silent' }) };
    const statusUnder = async (host: string) => {
      const app = createAdminApp({ ...options, host });
      return (await app.request('/metrics', { headers: { host: 'ringback.internal:9464' } })).status;
    };
    expect([await statusUnder('0.0.0.0'), await statusUnder('10.0.0.5')]).toEqual([200, 200]);
    expect([await statusUnder('127.0.0.1'), await statusUnder('::1')]).toEqual([403, 403]);
  });

  it('counts links that are refused', async () => {
    const { port, adminPort } = await start({ RINGBACK_ADMIN_PORT: '0', RINGBACK_ADDRESS_LIMITS: '1,0' });
    const statusOf = (path: string) =>
      new Promise((resolve) => {
        const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`);
        socket.on('open', () => resolve(101));
        socket.on('unexpected-response', (_request, { statusCode }) => resolve(statusCode));
        socket.on('error', () => {});
      });
    expect([await statusOf('/ws'), await statusOf('/ws'), await statusOf('/elsewhere')]).toEqual([
      101, 429, 404,
    ]);
    const metrics = await (await at(adminPort, '/metrics')).text();
    expect(metrics).toContain('ringback_links_refused_total{status="429"} 1\n');
    expect(metrics).toContain('ringback_links_refused_total{status="404"} 1\n');
  });

  it('names its own setting when its port is in use, and nothing is left open', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    await expect(start({ RINGBACK_ADMIN_PORT: String(port) })).rejects.toThrow(/RINGBACK_ADMIN_PORT/);
    await new Promise((resolve) => other.close(resolve));
  });

  it('has every metric that the dashboard shows, and the dashboard every metric of Ringback', async () => {
    const { adminPort } = await start({ RINGBACK_ADMIN_PORT: '0' });
    const names = namesIn(await (await at(adminPort, '/metrics')).text());
    const dashboard = readFileSync(DASHBOARD, 'utf8');
    const used = dashboard.match(/\b(ringback|nodejs|process)_\w+/g) ?? [];
    expect(used.length).toBeGreaterThan(15);
    for (const name of used) expect(names).toContain(name);
    const own = [...names].filter((name) => /^ringback_/.test(name) && !/_(bucket|sum|count)$/.test(name));
    for (const name of own) expect(dashboard).toContain(name);
  });
});
