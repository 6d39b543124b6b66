import type { Problem } from './error.js';
import { type Json, parseJson } from './json.js';
import type { SettingName } from './schema.js';

export type Environment = Readonly<Record<string, string | undefined>>;

export const ENVIRONMENT = 'environment';
const PREFIX = 'RINGBACK_';

type Read = (text: string) => Json;

/** How each setting is written in the environment. What cannot be read stays as it is, and the schema says what is wrong. */
const variables: Readonly<Record<SettingName, { readonly name: string; readonly read: Read }>> = {
  port: { name: 'RINGBACK_PORT', read: number },
  host: { name: 'RINGBACK_HOST', read: text },
  data: { name: 'RINGBACK_DATA', read: text },
  apps: { name: 'RINGBACK_APPS', read: parseJson },
  demo: { name: 'RINGBACK_DEMO', read: truth },
  demoForce: { name: 'RINGBACK_DEMO_FORCE', read: truth },
  iceServers: { name: 'RINGBACK_ICE_SERVERS', read: parseJson },
  turn: { name: 'RINGBACK_TURN', read: parseJson },
  allowedOrigins: { name: 'RINGBACK_ALLOWED_ORIGINS', read: list },
  trustedProxies: { name: 'RINGBACK_TRUSTED_PROXIES', read: list },
  addressLimits: { name: 'RINGBACK_ADDRESS_LIMITS', read: addressLimits },
  loginsPerSecond: { name: 'RINGBACK_LOGINS_PER_SECOND', read: number },
  adminPort: { name: 'RINGBACK_ADMIN_PORT', read: number },
  adminHost: { name: 'RINGBACK_ADMIN_HOST', read: text },
  logLevel: { name: 'RINGBACK_LOG_LEVEL', read: text },
};

export const variableOf = (setting: SettingName): string => variables[setting].name;

export interface FromEnvironment {
  readonly values: Partial<Record<SettingName, unknown>>;
  readonly problems: readonly Problem[];
}

/** Reads every `RINGBACK_*` variable. An empty one counts as absent; an unknown one is a problem, for it may be a typing error. */
export function readEnvironment(environment: Environment): FromEnvironment {
  const known = new Map(
    Object.entries(variables).map(([setting, { name, read }]) => [
      name,
      { setting: setting as SettingName, read },
    ]),
  );
  const values: Partial<Record<SettingName, unknown>> = {};
  const problems: Problem[] = [];
  for (const [name, value] of Object.entries(environment)) {
    if (!name.startsWith(PREFIX) || value === undefined || value.trim() === '') continue;
    const variable = known.get(name);
    if (variable === undefined) {
      const names = [...known.keys()].join(', ');
      problems.push({ field: name, problem: `is no setting; there are ${names}`, source: ENVIRONMENT });
      continue;
    }
    const read = variable.read(value.trim());
    if (read.ok) values[variable.setting] = read.value;
    else problems.push({ field: name, problem: read.problem, source: ENVIRONMENT });
  }
  return { values, problems };
}

function text(value: string): Json {
  return { ok: true, value };
}

function number(value: string): Json {
  return { ok: true, value: /^\d+$/.test(value) ? Number(value) : value };
}

function truth(value: string): Json {
  const word = value.toLowerCase();
  if (['1', 'true', 'yes', 'on'].includes(word)) return { ok: true, value: true };
  if (['0', 'false', 'no', 'off'].includes(word)) return { ok: true, value: false };
  return { ok: true, value };
}

function list(value: string): Json {
  if (value.startsWith('[')) return parseJson(value);
  return { ok: true, value: value.split(/[\s,]+/).filter((item) => item !== '') };
}

/** `links,failedLogins` */
function addressLimits(value: string): Json {
  const [, links, failedLogins] = /^(\d+)\s*,\s*(\d+)$/.exec(value) ?? [];
  if (links === undefined || failedLogins === undefined) return { ok: true, value };
  return { ok: true, value: { links: Number(links), failedLogins: Number(failedLogins) } };
}
