import type { AllowedOrigins } from '../config/config.js';
import { cannotBeRebound, isOwnOrigin } from '../http/origin.js';

export interface RequestHeaders {
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly secFetchSite: string | undefined;
}

/** Why a request is not from the demo's own page; undefined: it is, or comes from no browser. */
export function foreignReason(headers: RequestHeaders, allowed: AllowedOrigins): string | undefined {
  const { host, origin, secFetchSite } = headers;
  if (origin !== undefined && !isOwnOrigin(origin, host)) return `origin ${origin} is not the demo's own`;
  if (secFetchSite !== undefined && !['same-origin', 'none'].includes(secFetchSite)) {
    return `a page of another site (${secFetchSite}) cannot use the demo`;
  }
  return host === undefined || isTrustedHost(host, allowed)
    ? undefined
    : `the demo does not answer to the name ${host}; add it to the allowed origins (RINGBACK_ALLOWED_ORIGINS)`;
}

function isTrustedHost(host: string, allowed: AllowedOrigins): boolean {
  if (allowed.kind === 'any') return true;
  if (cannotBeRebound(host)) return true;
  return allowed.kind === 'list' && allowed.origins.some((origin) => isOwnOrigin(origin, host));
}
