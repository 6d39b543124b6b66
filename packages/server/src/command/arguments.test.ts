import { DEFAULT_POLICY } from '@ringback/calls';
import { describe, expect, it } from 'vitest';
import { verifyUserSig } from '../auth/verify.js';
import type { AppConfig } from '../config/config.js';
import { variableOf } from '../config/environment.js';
import { settings } from '../config/schema.js';
import { DEFAULT_DIRECTORY } from '../directory/rules/state.js';
import { bannerOf } from './banner.js';
import { reachableAt, urlOf } from './reach.js';
import { sign } from './sign.js';
import { readArguments, USAGE, UsageError } from './usage.js';

describe('readArguments', () => {
  it.each<[string[], object]>([
    [[], { kind: 'serve', config: undefined, https: false }],
    [['--config', 'a.json'], { kind: 'serve', config: 'a.json', https: false }],
    [['--https'], { kind: 'serve', config: undefined, https: true }],
    [['--version'], { kind: 'version' }],
    [['sign', '--help'], { kind: 'help' }],
    [
      ['sign', '--app', '1', '--user', 'alice', '--expire=60'],
      { kind: 'sign', config: undefined, app: '1', user: 'alice', expire: '60' },
    ],
  ])('%j', (args, invocation) => expect(readArguments(args)).toEqual(invocation));

  it.each([
    [['--prot', '80'], /--prot/],
    [['--config'], /--config/],
    [['serve'], /unknown command: serve/],
    [['sign', 'alice'], /unexpected argument: alice/],
    [['--user', 'alice'], /belong to `ringback sign`/],
    [['sign', '--https'], /--https belongs to serving/],
  ])('refuses %j', (args, message) => {
    expect(() => readArguments(args)).toThrow(UsageError);
    expect(() => readArguments(args)).toThrow(message);
  });
});

it('the help names every setting', () => {
  for (const setting of settings.keyof().options) expect(USAGE).toContain(`  ${variableOf(setting)} `);
  expect(Math.max(...USAGE.split('\n').map((line) => line.length))).toBeLessThan(120);
});

describe('sign', () => {
  const app: AppConfig = {
    sdkAppId: 1_400_000_000,
    secretKey: 'k'.repeat(64),
    name: '',
    policy: DEFAULT_POLICY,
    administrators: [],
    avatarHosts: [],
    directory: DEFAULT_DIRECTORY,
    relayOnly: 'never',
  };
  const now = 1_700_000_000_000;
  const asked = { app: '1400000000', user: 'alice', expire: undefined };

  it('signs for a day, or as long as asked for', () => {
    const expected = { ...app, userId: 'alice', now };
    expect(verifyUserSig(sign(asked, [app], now), expected).expiresAt).toBe(now + 86_400_000);
    const short = sign({ ...asked, expire: '60' }, [app], now);
    expect(verifyUserSig(short, expected).expiresAt).toBe(now + 60_000);
  });

  it.each([
    [{ app: undefined }, /needs --app and --user/],
    [{ user: undefined }, /needs --app and --user/],
    [{ app: '7' }, /no app 7 is configured/],
    [{ user: '' }, /--user: /],
    [{ user: 'a\nb' }, /control characters/],
    [{ user: 'a\ud83d' }, /halves of characters/],
    [{ expire: '1h' }, /--expire: must be a whole number/],
    [{ expire: '0' }, /--expire/],
    [{ expire: '999999999' }, /--expire/],
  ])('refuses %j', (change, message) => {
    expect(() => sign({ ...asked, ...change }, [app], now)).toThrow(message);
  });
});

describe('urlOf', () => {
  it.each([
    ['127.0.0.1', 'http://localhost:8080'],
    ['0.0.0.0', 'http://localhost:8080'],
    ['::', 'http://localhost:8080'],
    ['192.168.1.5', 'http://192.168.1.5:8080'],
    ['fd00::1', 'http://[fd00::1]:8080'],
    ['calls.example.com', 'http://calls.example.com:8080'],
  ])('%s: %s', (host, url) => expect(urlOf('http', host, 8080)).toBe(url));
});

it.each([
  ['0.0.0.0', ['192.168.1.5']],
  ['::', ['192.168.1.5', 'fd00::2']],
  ['192.168.1.5', ['192.168.1.5']],
  ['laptop.lan', ['laptop.lan']],
  ['127.0.0.1', []],
  ['localhost', []],
])('a server that listens on %s is reached by others at %j', (host, reachable) => {
  expect(reachableAt(host, ['192.168.1.5', 'fd00::2'])).toEqual(reachable);
});

describe('bannerOf', () => {
  const demo = { pages: '/pages' };

  it('names every address at which a phone finds the server, and what the browser says there', () => {
    const served = { scheme: 'https', elsewhere: ['192.168.1.5', 'fd00::2'] } as const;
    const { lines, warnings } = bannerOf({ host: '::', demo }, 8443, served);
    expect(lines[0]).toMatch(/is running: https:\/\/localhost:8443$/);
    expect(lines).toContain('  https://192.168.1.5:8443');
    expect(lines).toContain('  https://[fd00::2]:8443');
    expect(lines.join('\n')).toMatch(/each browser warns once/);
    expect(warnings).toEqual([expect.stringMatching(/under any name; and :: is reached by other machines/)]);
  });

  it('says that there is no network', () => {
    const { lines } = bannerOf({ host: '0.0.0.0', demo }, 8443, { scheme: 'https', elsewhere: [] });
    expect(lines[1]).toMatch(/^No other machine reaches it/);
  });

  it('says that there is nothing to open without the demo', () => {
    const { lines, warnings } = bannerOf({ host: '0.0.0.0', demo: null }, 8080, { scheme: 'http' });
    expect(lines).toEqual([expect.anything(), expect.stringMatching(/no pages.*\/healthz/)]);
    expect(warnings).toEqual([]);
  });
});
