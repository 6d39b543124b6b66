import { isIPv6 } from 'node:net';
import type { Clock } from '../system/clock.js';

export interface RateLimit {
  /** So many in any window of this length. */
  readonly most: number;
  readonly windowMs: number;
  /** Addresses remembered at once; the one that has been quiet longest is forgotten first. */
  readonly maxAddresses: number;
}

export type Taken = { readonly ok: true } | { readonly ok: false; readonly retryAfterS: number };

export interface RateLimiter {
  /** Counts one for this address, or says when the next one is free. */
  take(address: string): Taken;
}

/** A sliding window for each address. Holds at most `maxAddresses × most` times. */
export function createRateLimiter({ most, windowMs, maxAddresses }: RateLimit, clock: Clock): RateLimiter {
  // In order of the last use.
  const taken = new Map<string, readonly number[]>();
  return {
    take(address) {
      const key = network(address);
      const now = clock.now();
      // Times from the future are those of a clock that was set back.
      const recent = (taken.get(key) ?? []).filter((at) => at > now - windowMs && at <= now);
      const [oldest] = recent;
      if (oldest !== undefined && recent.length >= most) {
        return { ok: false, retryAfterS: Math.ceil((oldest + windowMs - now) / 1_000) };
      }
      taken.delete(key);
      taken.set(key, [...recent, now]);
      const [quietest] = taken.keys();
      if (taken.size > maxAddresses && quietest !== undefined) taken.delete(quietest);
      return { ok: true };
    },
  };
}

const MAPPED = /^::ffff:(?=\d+\.)/i;

/** What one customer has: an IPv4 address, or the 64 bits that an IPv6 network is given. */
function network(address: string): string {
  const plain = address.replace(MAPPED, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail = ''] = plain.replace(/%.*/, '').split('::');
  const front = head.split(':').filter((group) => group !== '');
  const back = tail.split(':').filter((group) => group !== '');
  const zeros = plain.includes('::') ? Array.from({ length: 8 - front.length - back.length }, () => '0') : [];
  return [...front, ...zeros, ...back].slice(0, 4).join(':');
}
