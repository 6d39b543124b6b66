import type { Config } from '../config/config.js';
import { VERSION } from '../version.js';
import { isLoopback, urlOf } from './reach.js';

export interface Banner {
  readonly lines: readonly string[];
  /** For stderr. */
  readonly warnings: readonly string[];
}

/** How the server is spoken to. */
export type Served =
  | { readonly scheme: 'http' }
  /** `elsewhere`: names and addresses under which other machines reach it. */
  | { readonly scheme: 'https'; readonly elsewhere: readonly string[] };

/** What `npm start` and the command say when the server listens. */
export function bannerOf(config: Pick<Config, 'host' | 'demo'>, port: number, served: Served): Banner {
  const lines = [`Ringback ${VERSION} is running: ${urlOf(served.scheme, config.host, port)}`];
  if (served.scheme === 'https') lines.push(...otherMachines(served.elsewhere, port));
  if (config.demo === null) {
    return {
      lines: [...lines, 'It serves no pages: your app names it as serverURL. /healthz says that it is up.'],
      warnings: [],
    };
  }
  const reach = isLoopback(config.host)
    ? 'only this machine reaches it'
    : `and ${config.host} is reached by other machines`;
  return {
    lines: [...lines, 'Open it in two tabs, sign in under two names, and call.'],
    warnings: [`Warning: the demo signs in whoever reaches it, under any name; ${reach}.`],
  };
}

function otherMachines(elsewhere: readonly string[], port: number): readonly string[] {
  if (elsewhere.length === 0) return ['No other machine reaches it: it has no address in a network here.'];
  return [
    'On a phone or another machine in the same network:',
    ...elsewhere.map((host) => `  ${urlOf('https', host, port)}`),
    'The certificate is signed by nobody, so each browser warns once: open the details there and go on.',
  ];
}
