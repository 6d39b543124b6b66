import { Failure } from '../errors/failure.js';

const PATH = '/ws';
const SCHEMES: Readonly<Record<string, string>> = {
  'http:': 'ws:',
  'https:': 'wss:',
  'ws:': 'ws:',
  'wss:': 'wss:',
};

/**
 * The WebSocket address of a server. `https://calls.example.com` becomes `wss://calls.example.com/ws`; a `ws:` or `wss:` address with a
 * path is taken as it stands. Query and fragment are dropped: nothing secret is ever in an address.
 *
 * @throws Failure −1202 for anything but an http(s) or ws(s) address
 */
export function linkAddress(serverURL: unknown): string {
  const url = typeof serverURL === 'string' ? parse(serverURL) : null;
  const scheme = url && SCHEMES[url.protocol];
  if (!url || !scheme || url.host === '') {
    throw Failure.parameter(
      `'serverURL' must be an http(s) or ws(s) address such as https://calls.example.com, received: ${String(serverURL)}.`,
    );
  }
  const path = url.pathname.replace(/\/+$/, '');
  const complete = url.protocol.startsWith('ws') ? path !== '' : path.endsWith(PATH);
  return `${scheme}//${url.host}${complete ? path : path + PATH}`;
}

function parse(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
