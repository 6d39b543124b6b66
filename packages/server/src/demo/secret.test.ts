import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_POLICY } from '@ringback/calls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_DIRECTORY } from '../directory/rules/state.js';
import { DEMO_SDK_APP_ID, demoApp } from './app.js';
import { DemoSecretError, demoSecret } from './secret.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringback-demo-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('demoSecret', () => {
  it('is drawn at the first start and kept, for this user only', () => {
    const data = join(folder, 'data');
    const secret = demoSecret(data);
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(demoSecret(data)).toBe(secret);
    expect(readdirSync(data)).toEqual(['demo-secret']);
    expect(statSync(join(data, 'demo-secret')).mode & 0o777).toBe(0o600);
    expect(statSync(data).mode & 0o777).toBe(0o700);
    expect(demoSecret(join(folder, 'other'))).not.toBe(secret);
  });

  it('is never taken from a file that was damaged, nor is that file written over', () => {
    const path = join(folder, 'demo-secret');
    writeFileSync(path, 'half of i');
    expect(() => demoSecret(folder)).toThrow(DemoSecretError);
    expect(readFileSync(path, 'utf8')).toBe('half of i');
  });

  it('is drawn anew for a server that keeps nothing', () => {
    expect(demoSecret(':memory:')).not.toBe(demoSecret(':memory:'));
  });
});

describe('demoApp', () => {
  it('has an id of its own', () => {
    expect(demoApp({ apps: [], data: folder })).toMatchObject({
      sdkAppId: DEMO_SDK_APP_ID,
      secretKey: demoSecret(folder),
      administrators: ['administrator'],
    });
  });

  it('is configured as every app where its id is', () => {
    const app = {
      sdkAppId: DEMO_SDK_APP_ID,
      secretKey: 'x'.repeat(64),
      name: 'mine',
      policy: { ...DEFAULT_POLICY, devices: 1 },
      administrators: ['boss'],
      avatarHosts: [],
      directory: DEFAULT_DIRECTORY,
      relayOnly: 'never' as const,
    };
    expect(demoApp({ apps: [app], data: folder })).toBe(app);
    expect(readdirSync(folder)).toEqual([]);
  });
});
