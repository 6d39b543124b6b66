import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { verifyUserSig } from '../auth/verify.js';
import type { Environment } from '../config/environment.js';
import { VERSION } from '../version.js';
import { runCommand } from './run.js';
import type { StopSignal } from './terminal.js';

const app = { sdkAppId: 1_400_000_000, secretKey: 'k'.repeat(64) };
const RINGBACK_APPS = JSON.stringify([app]);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringback-command-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function terminal(env: Environment) {
  const out: string[] = [];
  const err: string[] = [];
  let send: ((signal: StopSignal) => void) | undefined;
  let printed: () => void = () => {};
  const hasPrinted = new Promise<void>((resolve) => {
    printed = resolve;
  });
  return {
    env: { RINGBACK_LOG_LEVEL: 'silent', ...env },
    out,
    err,
    hasPrinted,
    outerAddresses: () => ['192.168.1.5', 'fd00::2'],
    print: (line: string) => {
      out.push(line);
      printed();
    },
    complain: (line: string) => void err.push(line),
    outliveOutput: () => {},
    onSignal: (listener: (signal: StopSignal) => void) => {
      send = listener;
    },
    send: (signal: StopSignal) => send?.(signal),
  };
}

async function run(args: string[], env: Environment = {}, demoPages?: string) {
  const at = terminal(env);
  const code = await runCommand(args, { terminal: at, demoPages });
  return { code, out: at.out, err: at.err };
}

describe('ringback', () => {
  it('prints its version and its help', async () => {
    expect(await run(['--version'])).toEqual({ code: 0, out: [VERSION], err: [] });
    expect(await run(['--help'])).toMatchObject({ code: 0, out: [expect.stringMatching(/^Usage:/)] });
  });

  it('says what is wrong with its arguments', async () => {
    expect(await run(['--prot=1'])).toEqual({
      code: 2,
      out: [],
      err: [expect.stringMatching(/^ringback: .*--prot/), 'Try ringback --help'],
    });
  });

  it('says what is wrong with its configuration, one line each and no stack', async () => {
    const config = join(folder, 'ringback.json');
    writeFileSync(config, JSON.stringify({ apps: [{ ...app, devices: 0 }] }));
    const { code, err } = await run(['--config', config], { RINGBACK_PORT: 'eighty' });
    expect(code).toBe(2);
    expect(err.sort()).toEqual([
      `ringback: RINGBACK_PORT: must be a whole number from 0 to 65535 (environment)`,
      `ringback: apps[0].devices: must be a whole number from 1 to 100 (${config})`,
    ]);
  });

  it('signs for a configured app', async () => {
    const { code, out } = await run(['sign', '--app', '1400000000', '--user', 'alice'], { RINGBACK_APPS });
    expect(code).toBe(0);
    expect(verifyUserSig(out[0]!, { ...app, userId: 'alice', now: Date.now() })).toBeDefined();
    const wrong = await run(['sign', '--app', '7', '--user', 'alice'], { RINGBACK_APPS });
    expect(wrong).toMatchObject({
      code: 2,
      err: ['ringback: --app: no app 7 is configured', expect.anything()],
    });
  });

  it('serves until it is told to stop', async () => {
    const at = terminal({
      RINGBACK_APPS,
      RINGBACK_PORT: '0',
      RINGBACK_HOST: '127.0.0.1',
      RINGBACK_DATA: ':memory:',
    });
    const exited = runCommand([], { terminal: at });
    await at.hasPrinted;
    const address = /http:\/\/localhost:\d+$/.exec(at.out[0]!)?.[0];
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
    at.send('SIGTERM');
    expect(await exited).toBe(0);
    await expect(fetch(`${address}/healthz`)).rejects.toThrow();
    expect(at.err).toEqual([]);
  });

  it('with the demo warns of it', async () => {
    const at = terminal({ RINGBACK_PORT: '0', RINGBACK_DATA: folder });
    const exited = runCommand([], { terminal: at, demoPages: folder });
    await at.hasPrinted;
    at.send('SIGINT');
    expect(await exited).toBe(0);
    expect(at.err).toEqual([expect.stringMatching(/^Warning: the demo signs in whoever reaches it/)]);
  });

  it('--https serves pages and links with a certificate of its own, and says where', async () => {
    const at = terminal({ RINGBACK_PORT: '0', RINGBACK_DATA: folder, RINGBACK_HOST: '127.0.0.1' });
    writeFileSync(join(folder, 'index.html'), 'the page');
    const exited = runCommand(['--https'], { terminal: at, demoPages: folder });
    await at.hasPrinted;
    const address = /https:\/\/localhost:\d+$/.exec(at.out[0]!)![0];
    const ca = readFileSync(join(folder, 'certificate.pem'));
    const status = await new Promise((resolve, reject) => {
      get(`${address}/`, { ca }, ({ statusCode }) => resolve(statusCode)).on('error', reject);
    });
    expect(status).toBe(200);
    const link = new WebSocket(`${address.replace('https', 'wss')}/ws`, { ca, origin: address });
    await new Promise((resolve, reject) => link.once('open', resolve).once('error', reject));
    const closed = new Promise((resolve) => link.once('close', resolve));
    at.send('SIGTERM');
    expect(await exited).toBe(0);
    expect(await closed).toBe(1001);
    expect(at.out[1]).toMatch(/^No other machine reaches it/);
    expect(at.err).toEqual([expect.stringMatching(/^Warning: the demo signs in/)]);
  });

  it('says in one line where the certificate cannot be kept', async () => {
    const taken = join(folder, 'taken');
    writeFileSync(taken, '');
    const { code, err } = await run(['--https'], { RINGBACK_APPS, RINGBACK_DATA: taken });
    expect({ code, err }).toEqual({
      code: 1,
      err: [expect.stringMatching(/^ringback: the certificate for --https cannot be kept in .*taken/)],
    });
  });

  it('says in one line that the port is in use', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const env = {
      RINGBACK_APPS,
      RINGBACK_PORT: String(port),
      RINGBACK_HOST: '127.0.0.1',
      RINGBACK_DATA: folder,
    };
    expect(await run([], env)).toEqual({
      code: 1,
      out: [],
      err: [
        `ringback: port ${port} on 127.0.0.1 is in use; stop what uses it, or choose another by RINGBACK_PORT`,
      ],
    });
    await new Promise((resolve) => other.close(resolve));
  });
});
