import { resolve } from 'node:path';
import { DEFAULT_POLICY, type Limits } from '@ringback/calls';
import type { IceServer } from '@ringback/protocol';
import { DEFAULT_DIRECTORY } from '../directory/rules/state.js';
import { type AllowedOrigins, type AppConfig, type Config, type DemoConfig, IN_MEMORY } from './config.js';
import { variableOf } from './environment.js';
import type { SettingName, Settings } from './schema.js';

/** What bears on the configuration beside the settings. */
export interface Circumstances {
  readonly demoPages: string | undefined;
  /** `NODE_ENV` is `production`. */
  readonly inProduction: boolean;
  /** Asked for by `--https`, which is for other machines. */
  readonly https: boolean;
}

export type Derived = { readonly ok: true; readonly config: Config } | Conflict;

/** A setting that is well formed, and wrong beside the others. */
interface Conflict {
  readonly ok: false;
  readonly setting: SettingName;
  /** Where in the setting, if it has parts. */
  readonly inside?: readonly PropertyKey[];
  readonly problem: string;
}

/** Fills in the defaults that depend on other settings, and refuses what does not go together. */
export function configFrom(settings: Settings, circumstances: Circumstances): Derived {
  const chosen = demoFrom(settings, circumstances);
  if (!chosen.ok) return chosen;
  const { demo } = chosen;
  if (demo === null && settings.apps.length === 0) {
    return { ok: false, setting: 'apps', problem: 'must name at least one app' };
  }
  const unrelayed = settings.apps.findIndex(({ relayOnly }) => relayOnly === 'always');
  if (unrelayed >= 0 && !hasTurn(settings)) {
    const problem = 'always needs a TURN server: set turn, or iceServers with one';
    return { ok: false, setting: 'apps', inside: [unrelayed, 'relayOnly'], problem };
  }
  if (settings.adminHost !== undefined && settings.adminPort === undefined) {
    return { ok: false, setting: 'adminHost', problem: `means nothing without ${variableOf('adminPort')}` };
  }
  const config: Config = {
    port: settings.port,
    // The demo signs in whoever reaches it, so it must not be reached from elsewhere by chance.
    host: settings.host ?? (demo === null || circumstances.https ? '0.0.0.0' : '127.0.0.1'),
    data: settings.data === IN_MEMORY ? IN_MEMORY : resolve(settings.data),
    apps: settings.apps.map(appFrom),
    demo,
    iceServers: settings.iceServers.map(iceServerFrom),
    turn: settings.turn.map(({ urls, ...rest }) => ({ urls: [urls].flat(), ...rest })),
    allowedOrigins: originsFrom(settings.allowedOrigins),
    trustedProxies: settings.trustedProxies,
    addressLimits: settings.addressLimits,
    loginsPerSecond: settings.loginsPerSecond,
    admin: adminFrom(settings),
    logLevel: settings.logLevel,
  };
  return { ok: true, config };
}

/** It asks nobody who he is, so that nobody else reaches it unless somebody says so. */
function adminFrom({ adminPort, adminHost = '127.0.0.1' }: Settings): Config['admin'] {
  return adminPort === undefined ? null : { host: adminHost, port: adminPort };
}

type ChosenDemo = { readonly ok: true; readonly demo: DemoConfig | null } | Conflict;

function demoFrom(settings: Settings, { demoPages, inProduction }: Circumstances): ChosenDemo {
  if (demoPages === undefined) {
    if (settings.demo !== true) return { ok: true, demo: null };
    const problem = 'the demo is served by `npm start` in the repository, never by the ringback command';
    return { ok: false, setting: 'demo', problem };
  }
  if (settings.demo === false) return { ok: true, demo: null };
  if (inProduction && !settings.demoForce) {
    const problem =
      'the demo signs in whoever reaches it, so it does not start with NODE_ENV=production; ' +
      'set RINGBACK_DEMO=false, or RINGBACK_DEMO_FORCE=true if everybody may use it';
    return { ok: false, setting: 'demo', problem };
  }
  return { ok: true, demo: { pages: demoPages } };
}

function appFrom(app: Settings['apps'][number]): AppConfig {
  const { sdkAppId, secretKey, name, relayOnly, administrators, avatarHosts } = app;
  return {
    sdkAppId,
    secretKey,
    name,
    relayOnly,
    administrators,
    avatarHosts,
    policy: {
      devices: app.devices ?? DEFAULT_POLICY.devices,
      maxMembers: app.maxMembers ?? DEFAULT_POLICY.maxMembers,
      graceTimeMs: app.graceTime === undefined ? DEFAULT_POLICY.graceTimeMs : app.graceTime * 1_000,
      ringMax: app.ringMax ?? DEFAULT_POLICY.ringMax,
      limits: limitsFrom(app.limits),
      callers: app.callers ?? DEFAULT_POLICY.callers,
      join: app.join ?? DEFAULT_POLICY.join,
      blocked: app.blocked ?? DEFAULT_POLICY.blocked,
    },
    directory: {
      directory: app.directory ?? DEFAULT_DIRECTORY.directory,
      groups: app.groups ?? DEFAULT_DIRECTORY.groups,
    },
  };
}

function limitsFrom(limits: Settings['apps'][number]['limits'] = {}): Limits {
  const defaults = DEFAULT_POLICY.limits;
  return {
    commandsPer10s: limits.commandsPer10s ?? defaults.commandsPer10s,
    callsPerMinute: limits.callsPerMinute ?? defaults.callsPerMinute,
    unansweredPerPairIn5Min: limits.unansweredPerPairIn5Min ?? defaults.unansweredPerPairIn5Min,
    invitesPerMinute: limits.invitesPerMinute ?? defaults.invitesPerMinute,
  };
}

const hasTurn = ({ turn, iceServers }: Settings): boolean =>
  turn.length > 0 || iceServers.some(({ urls }) => [urls].flat().some((url) => url.startsWith('turn')));

function iceServerFrom({ urls, username, credential }: Settings['iceServers'][number]): IceServer {
  return {
    urls: [urls].flat(),
    ...(username === undefined ? {} : { username }),
    ...(credential === undefined ? {} : { credential }),
  };
}

function originsFrom(list: Settings['allowedOrigins']): AllowedOrigins {
  if (list === undefined) return { kind: 'own' };
  return list.includes('*') ? { kind: 'any' } : { kind: 'list', origins: list.map(asBrowsersWrite) };
}

/** Lower case, without the scheme's own port. `URL` knows no origin for the schemes of native shells (`capacitor:`). */
function asBrowsersWrite(text: string): string {
  const { origin } = new URL(text);
  return origin === 'null' ? text.toLowerCase() : origin;
}
