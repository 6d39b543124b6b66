import { isIPv6 } from 'node:net';
import type { Config } from '../config/config.js';
import { VERSION } from '../version.js';

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);
const EVERYWHERE: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

/** Where the server is, as a person can open it. */
export function addressOf(host: string, port: number): string {
  const isHere = LOOPBACK.has(host) || EVERYWHERE.has(host);
  const name = isHere ? 'localhost' : isIPv6(host) ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

export interface Banner {
  readonly lines: readonly string[];
  /** For stderr. */
  readonly warnings: readonly string[];
}

/** What `npm start` and the command say when the server listens. */
export function bannerOf(config: Config, port: number): Banner {
  const address = addressOf(config.host, port);
  const running = `Ringback ${VERSION} is running: ${address}`;
  if (config.demo === null) return { lines: [running], warnings: [] };
  const reach = LOOPBACK.has(config.host)
    ? 'only this machine reaches it'
    : `and ${config.host} is reached by other machines`;
  return {
    lines: [running, 'Open it in two tabs, sign in under two names, and call.'],
    warnings: [`Warning: the demo signs in whoever reaches it, under any name; ${reach}.`],
  };
}
