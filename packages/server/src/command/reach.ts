import { isIPv4, isIPv6 } from 'node:net';

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);

export const isLoopback = (host: string): boolean => LOOPBACK.has(host);

/**
 * The names and addresses under which other machines reach a server that listens there.
 * @param host as configured
 * @param outer addresses of this machine
 */
export function reachableAt(host: string, outer: readonly string[]): readonly string[] {
  if (isLoopback(host)) return [];
  if (host === '0.0.0.0') return outer.filter(isIPv4);
  return host === '::' ? outer : [host];
}

/** Where a server is, as a person can open it. */
export function urlOf(scheme: 'http' | 'https', host: string, port: number): string {
  const isHere = isLoopback(host) || host === '0.0.0.0' || host === '::';
  const name = isHere ? 'localhost' : isIPv6(host) ? `[${host}]` : host;
  return `${scheme}://${name}:${port}`;
}
