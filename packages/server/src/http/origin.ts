import { isIP } from 'node:net';
import type { AllowedOrigins } from '../config/config.js';

/**
 * Whether a page of this origin may open a link.
 * @param origin the Origin header, as browsers write it.
 * @param host the Host header of the same request; a page that this server has served has its origin there.
 */
export function isAllowedOrigin(origin: string, host: string | undefined, allowed: AllowedOrigins): boolean {
  switch (allowed.kind) {
    case 'any':
      return true;
    case 'list':
      return allowed.origins.includes(origin);
    case 'own':
      return isOwnOrigin(origin, host) || isLocalOrigin(origin);
  }
}

/** The scheme is not compared: behind a proxy that ends TLS the server does not see it. */
export function isOwnOrigin(origin: string, host: string | undefined): boolean {
  const page = webUrl(origin);
  if (page === undefined || host === undefined) return false;
  return webUrl(`${page.protocol}//${host}`)?.host === page.host;
}

/** A name that always means this machine, so no other page can be served under it. */
export function isLocalName(hostname: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]', '::1'].includes(hostname) || hostname.endsWith('.localhost');
}

/**
 * Of a Host header: an address, or a name of this machine alone. A foreign page can have its own name point here (DNS rebinding), and is
 * of the same origin then; with these it cannot.
 */
export function cannotBeRebound(host: string): boolean {
  const hostname = webUrl(`http://${host}`)?.hostname;
  return hostname !== undefined && (isLocalName(hostname) || isIP(hostname.replace(/^\[|\]$/g, '')) !== 0);
}

function isLocalOrigin(origin: string): boolean {
  const page = webUrl(origin);
  return page !== undefined && isLocalName(page.hostname);
}

function webUrl(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : undefined;
}
