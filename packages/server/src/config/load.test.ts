import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DEFAULT_POLICY } from '@ringback/calls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Environment } from './environment.js';
import { loadConfig } from './load.js';
import { problemsOf } from './testing/problems.js';

const secretKey = '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef';
const apps = [{ sdkAppId: 1400000000, secretKey }];
const RINGBACK_APPS = JSON.stringify(apps);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringback-config-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function fileOf(content: unknown): string {
  const path = join(folder, 'ringback.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const fromEnvironment = (env: Environment) => loadConfig({ env });

const problemOf = (env: Environment) => problemsOf({ env })[0];

describe('loadConfig', () => {
  it('needs no more than one app', () => {
    expect(fromEnvironment({ RINGBACK_APPS })).toEqual({
      port: 8080,
      host: '0.0.0.0',
      data: resolve('./data'),
      apps: [
        {
          sdkAppId: 1400000000,
          secretKey,
          name: '',
          policy: DEFAULT_POLICY,
          administrators: [],
          avatarHosts: [],
          directory: { directory: 'open', groups: 'backend' },
          relayOnly: 'never',
        },
      ],
      demo: null,
      iceServers: [],
      turn: [],
      allowedOrigins: { kind: 'own' },
      trustedProxies: ['127.0.0.0/8', '::1'],
      addressLimits: { links: 50, failedLogins: 20 },
      loginsPerSecond: 300,
      admin: null,
      logLevel: 'info',
    });
  });

  it('reads every setting from the environment', () => {
    const app = {
      ...apps[0],
      name: 'Shop',
      devices: 1,
      maxMembers: 4,
      graceTime: 5,
      ringMax: 60,
      limits: { callsPerMinute: 0, invitesPerMinute: 100 },
      administrators: ['boss'],
      avatarHosts: ['img.example.com'],
      relayOnly: 'always',
      callers: 'contacts',
      join: 'group',
      blocked: 'silent',
      directory: 'contacts',
      groups: 'users',
    };
    const config = fromEnvironment({
      RINGBACK_PORT: '0',
      RINGBACK_HOST: '::1',
      RINGBACK_DATA: ':memory:',
      RINGBACK_APPS: JSON.stringify([app]),
      RINGBACK_DEMO: 'off',
      RINGBACK_ICE_SERVERS:
        '[{"urls":"stun:stun.example.com"},{"urls":["turn:t.example.com:3478?transport=udp"],"username":"u","credential":"c"}]',
      RINGBACK_TURN: '{"urls":"turns:t.example.com","secret":"0123456789abcdef"}',
      RINGBACK_ALLOWED_ORIGINS: 'https://App.example.com:443, capacitor://localhost http://a.example:8080',
      RINGBACK_TRUSTED_PROXIES: '10.0.0.0/8, ::1',
      RINGBACK_ADDRESS_LIMITS: '0, 100',
      RINGBACK_LOG_LEVEL: 'debug',
      PATH: '/bin',
    });
    expect(config).toMatchObject({ port: 0, host: '::1', data: ':memory:', logLevel: 'debug', demo: null });
    expect(config.apps[0]).toEqual({
      sdkAppId: 1400000000,
      secretKey,
      name: 'Shop',
      policy: {
        devices: 1,
        maxMembers: 4,
        graceTimeMs: 5_000,
        ringMax: 60,
        limits: { commandsPer10s: 30, callsPerMinute: 0, unansweredPerPairIn5Min: 3, invitesPerMinute: 100 },
        callers: 'contacts',
        join: 'group',
        blocked: 'silent',
      },
      directory: { directory: 'contacts', groups: 'users' },
      administrators: ['boss'],
      avatarHosts: ['img.example.com'],
      relayOnly: 'always',
    });
    expect(config).toMatchObject({
      trustedProxies: ['10.0.0.0/8', '::1'],
      addressLimits: { links: 0, failedLogins: 100 },
    });
    expect(config.iceServers).toEqual([
      { urls: ['stun:stun.example.com'] },
      { urls: ['turn:t.example.com:3478?transport=udp'], username: 'u', credential: 'c' },
    ]);
    expect(config.turn).toEqual([{ urls: ['turns:t.example.com'], secret: '0123456789abcdef', ttl: 3_600 }]);
    expect(config.allowedOrigins).toEqual({
      kind: 'list',
      origins: ['https://app.example.com', 'capacitor://localhost', 'http://a.example:8080'],
    });
  });

  it('reads the same names from the file, and the environment wins', () => {
    const addressLimits = { links: 5 };
    const file = fileOf({
      port: 9000,
      apps,
      allowedOrigins: ['*'],
      addressLimits,
      trustedProxies: [],
      logLevel: 'warn',
    });
    const config = loadConfig({ env: { RINGBACK_PORT: '9001' }, file });
    expect(config).toMatchObject({ addressLimits: { links: 5, failedLogins: 20 }, trustedProxies: [] });
    expect(config).toMatchObject({ port: 9001, logLevel: 'warn', allowedOrigins: { kind: 'any' } });
    expect(config.apps[0]?.sdkAppId).toBe(1400000000);
  });

  it('serves metrics where it is told to, by default where only this machine comes', () => {
    expect(fromEnvironment({ RINGBACK_APPS, RINGBACK_ADMIN_PORT: '9464' }).admin).toEqual({
      host: '127.0.0.1',
      port: 9464,
    });
    const elsewhere = { RINGBACK_APPS, RINGBACK_ADMIN_PORT: '0', RINGBACK_ADMIN_HOST: '::' };
    expect(fromEnvironment(elsewhere).admin).toEqual({ host: '::', port: 0 });
    expect(problemOf({ RINGBACK_APPS, RINGBACK_ADMIN_HOST: '::' })).toMatchObject({
      field: 'RINGBACK_ADMIN_HOST',
      problem: 'means nothing without RINGBACK_ADMIN_PORT',
    });
  });

  it('takes an empty variable for an absent one', () => {
    expect(fromEnvironment({ RINGBACK_APPS, RINGBACK_PORT: '', RINGBACK_LOG_LEVEL: ' ' })).toMatchObject({
      port: 8080,
      logLevel: 'info',
    });
  });

  it.each<[Environment, string, RegExp]>([
    [{ RINGBACK_PORT: '80a' }, 'RINGBACK_PORT', /whole number from 0 to 65535/],
    [{ RINGBACK_PORT: '65536' }, 'RINGBACK_PORT', /whole number from 0 to 65535/],
    [{ RINGBACK_PORT: '-1' }, 'RINGBACK_PORT', /whole number/],
    [{ RINGBACK_DEMO: 'maybe' }, 'RINGBACK_DEMO', /true or false/],
    [{ RINGBACK_LOG_LEVEL: 'loud' }, 'RINGBACK_LOG_LEVEL', /one of trace, debug/],
    [{ RINGBACK_APPS: '{}' }, 'RINGBACK_APPS', /expected array/],
    [{ RINGBACK_APPS: '[{}]' }, 'RINGBACK_APPS[0].sdkAppId', /whole number/],
    [{ RINGBACK_APPS: '[{"sdkAppId":1}]' }, 'RINGBACK_APPS[0].secretKey', /is missing/],
    [{ RINGBACK_APPS: '[{"sdkAppId":1,"secretKey":"x"}]' }, 'RINGBACK_APPS[0].secretKey', /at least 32/],
    [
      { RINGBACK_APPS: JSON.stringify([{ ...apps[0], limits: { callsPerMinute: -1 } }]) },
      'RINGBACK_APPS[0].limits.callsPerMinute',
      /whole number from 0/,
    ],
    [
      { RINGBACK_APPS: JSON.stringify([{ ...apps[0], limits: { callsPerHour: 1 } }]) },
      'RINGBACK_APPS[0].limits.callsPerHour',
      /is no setting/,
    ],
    [{ RINGBACK_TRUSTED_PROXIES: 'nginx' }, 'RINGBACK_TRUSTED_PROXIES[0]', /address or a range/],
    [{ RINGBACK_TRUSTED_PROXIES: '10.0.0.0/40' }, 'RINGBACK_TRUSTED_PROXIES[0]', /address or a range/],
    [{ RINGBACK_ADDRESS_LIMITS: '50' }, 'RINGBACK_ADDRESS_LIMITS', /two whole numbers/],
    [{ RINGBACK_ADDRESS_LIMITS: '50,-1' }, 'RINGBACK_ADDRESS_LIMITS', /two whole numbers/],
    [{ RINGBACK_ADDRESS_LIMITS: '2000000,1' }, 'RINGBACK_ADDRESS_LIMITS.links', /0 to 1000000/],
    [{ RINGBACK_ICE_SERVERS: '[{"urls":"http://x"}]' }, 'RINGBACK_ICE_SERVERS[0].urls', /stun:/],
    [{ RINGBACK_ICE_SERVERS: '[{"urls":"turn:x"}]' }, 'RINGBACK_ICE_SERVERS[0]', /username and credential/],
    [{ RINGBACK_TURN: '{"urls":"stun:x","secret":"0123456789abcdef"}' }, 'RINGBACK_TURN[0].urls', /turns?:/],
    [{ RINGBACK_TURN: '{"urls":"turn:x"}' }, 'RINGBACK_TURN[0].secret', /is missing/],
    [{ RINGBACK_TURN: '{"urls":"turn:x","secret":"short"}' }, 'RINGBACK_TURN[0].secret', /at least 16/],
    [
      { RINGBACK_TURN: '[{"urls":"turn:x","secret":"0123456789abcdef","ttl":59}]' },
      'RINGBACK_TURN[0].ttl',
      /from 60 to/,
    ],
    [{ RINGBACK_TURN: '7' }, 'RINGBACK_TURN', /array/],
    [{ RINGBACK_ALLOWED_ORIGINS: 'app.example.com' }, 'RINGBACK_ALLOWED_ORIGINS[0]', /an origin such as/],
    [{ RINGBACK_ALLOWED_ORIGINS: 'https://a/b' }, 'RINGBACK_ALLOWED_ORIGINS[0]', /without a path/],
    [{ RINGBACK_ALLOWED_ORIGINS: 'https://a:99999' }, 'RINGBACK_ALLOWED_ORIGINS[0]', /port/],
    [{ RINGBACK_PROT: '80' }, 'RINGBACK_PROT', /is no setting; there are RINGBACK_PORT, /],
  ])('names the variable that is wrong: %j', (env, field, problem) => {
    expect(problemOf({ RINGBACK_APPS, ...env })).toEqual({
      field,
      problem: expect.stringMatching(problem),
      source: 'environment',
    });
  });

  it.each<[object, string, RegExp]>([
    [{ devices: 0 }, 'devices', /from 1 to/],
    [{ maxMembers: 1 }, 'maxMembers', /from 2 to/],
    [{ graceTime: 1.5 }, 'graceTime', /whole number/],
    [{ ringMax: 601 }, 'ringMax', /from 1 to 600/],
    [{ administrators: ['a\nb'] }, 'administrators[0]', /control characters/],
    [{ relayOnly: 'maybe' }, 'relayOnly', /never, always/],
    [{ relayOnly: 'always' }, 'relayOnly', /needs a TURN server/],
    [{ callers: 'friends' }, 'callers', /anyone, contacts/],
    [{ join: '' }, 'join', /callId, group, members/],
    [{ blocked: true }, 'blocked', /tell, silent/],
    [{ directory: 'closed' }, 'directory', /open, contacts/],
    [{ groups: 'all' }, 'groups', /users, backend/],
    [{ avatarHosts: ['https://x'] }, 'avatarHosts[0]', /host name/],
    [{ secretkey: 'x' }, 'secretkey', /is no setting/],
  ])('names the field of an app that is wrong: %j', (fields, field, problem) => {
    const file = fileOf({ apps: [{ ...apps[0], ...fields }] });
    expect(problemsOf({ env: {}, file })).toEqual([
      { field: `apps[0].${field}`, problem: expect.stringMatching(problem), source: file },
    ]);
  });

  it('refuses an app id that is there twice', () => {
    expect(problemOf({ RINGBACK_APPS: JSON.stringify([...apps, ...apps]) })).toMatchObject({
      field: 'RINGBACK_APPS[1].sdkAppId',
    });
  });

  it('takes relayOnly with a TURN server of either kind', () => {
    const relayed = [{ ...apps[0], relayOnly: 'always' }];
    const turn = { urls: 'turn:x', secret: '0123456789abcdef' };
    const fixed = { urls: ['stun:x', 'turns:x'], username: 'u', credential: 'c' };
    for (const file of [
      fileOf({ apps: relayed, turn }),
      fileOf({ apps: relayed, turn: [turn, turn] }),
      fileOf({ apps: relayed, iceServers: [fixed] }),
    ]) {
      expect(loadConfig({ env: {}, file }).apps[0]?.relayOnly).toBe('always');
    }
    const stun = fileOf({
      apps: [apps[0], { ...relayed[0], sdkAppId: 2 }],
      iceServers: [{ urls: 'stun:x' }],
    });
    expect(problemsOf({ env: {}, file: stun })).toMatchObject([{ field: 'apps[1].relayOnly', source: stun }]);
  });

  it('reports everything that is wrong, one line each', () => {
    const env = { RINGBACK_PORT: 'x', RINGBACK_TYPO: '1', RINGBACK_APPS: '[' };
    const file = fileOf({ logLevel: 'loud', sped: 1 });
    try {
      loadConfig({ env, file });
      expect.unreachable();
    } catch (error) {
      const lines = String((error as Error).message).split('\n');
      expect(lines).toHaveLength(5);
      expect(lines.find((line) => line.startsWith('sped:'))).toContain(file);
      expect(lines).toContain('RINGBACK_PORT: must be a whole number from 0 to 65535 (environment)');
    }
  });

  it('never quotes a value, for it could be a secret', () => {
    const almost = RINGBACK_APPS.replace('1400000000', '"1400000000"');
    const broken = [RINGBACK_APPS.slice(0, -2), RINGBACK_APPS.slice(2), `x${RINGBACK_APPS}`, almost];
    for (const text of broken) {
      const problems = [
        ...problemsOf({ env: { RINGBACK_APPS: text } }),
        ...problemsOf({ env: {}, file: fileOf(`{"apps":${text}`) }),
        ...problemsOf({ env: {}, file: fileOf(`{"apps":${JSON.stringify(text)}}`) }),
      ];
      expect(JSON.stringify(problems)).not.toContain('0123');
    }
  });

  it('says where JSON breaks', () => {
    const file = fileOf('{\n  "port": 1\n  "host": "x"\n}');
    expect(problemsOf({ env: {}, file })).toEqual([
      { field: '', problem: 'is not valid JSON at line 3, column 3', source: file },
    ]);
  });

  it('says that the file cannot be read, or is no object', () => {
    const missing = join(folder, 'missing.json');
    expect(problemsOf({ env: {}, file: missing })[0]).toEqual({
      field: '--config',
      problem: 'cannot be read: ENOENT',
      source: missing,
    });
    expect(problemsOf({ env: {}, file: fileOf([]) })[0]?.problem).toBe('must be one JSON object');
  });
});
