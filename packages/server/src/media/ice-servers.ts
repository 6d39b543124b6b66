import { createHmac } from 'node:crypto';
import type { IceServer } from '@ringback/protocol';
import type { Config, TurnConfig } from '../config/config.js';

/** For whom credentials are made. */
export interface Bearer {
  readonly appId: number;
  readonly userId: string;
}

export interface TimedServers {
  readonly servers: readonly IceServer[];
  /** When to make the next ones, ms from now: with a quarter of their time left. null: these are good for ever. */
  readonly renewAfterMs: number | null;
}

const RENEW_AT = 3 / 4;

/** 128 bits of a name, as base64url. */
const NAME_LENGTH = 22;

/** The ICE servers of this server: those that anybody may know, and those that need credentials. */
export class IceServers {
  /** For whoever is logged in. */
  readonly open: readonly IceServer[];
  readonly #all: readonly IceServer[];
  readonly #turn: readonly TurnConfig[];

  constructor({ iceServers, turn }: Pick<Config, 'iceServers' | 'turn'>) {
    this.open = iceServers.filter(({ credential }) => credential === undefined);
    this.#all = iceServers;
    this.#turn = turn;
  }

  /** There are some for devices in calls alone. */
  get areTimed(): boolean {
    return this.#all.length > this.open.length || this.#turn.length > 0;
  }

  /** For a device in a call. null: there is nothing but what is open. */
  forCall(bearer: Bearer, now: number): TimedServers | null {
    if (!this.areTimed) return null;
    const made = this.#turn.map((turn) => ({ urls: turn.urls, ...turnCredential(turn, bearer, now) }));
    const shortest = Math.min(...this.#turn.map(({ ttl }) => ttl));
    return {
      servers: [...this.#all, ...made],
      renewAfterMs: this.#turn.length === 0 ? null : shortest * 1_000 * RENEW_AT,
    };
  }
}

/**
 * Credentials for coturn's `use-auth-secret` (the "TURN REST API"): the user name is when they expire and whose they are, the password
 * an HMAC of it. coturn counts its quotas by what follows the colon, so that is the same for a user each time; it is a keyed hash,
 * since TURN sends user names in the clear.
 *
 * @param now The time of day, ms.
 */
export function turnCredential(
  { secret, ttl }: Pick<TurnConfig, 'secret' | 'ttl'>,
  { appId, userId }: Bearer,
  now: number,
): { readonly username: string; readonly credential: string } {
  const name = createHmac('sha256', secret).update(`${appId} ${userId}`).digest('base64url');
  const username = `${Math.floor(now / 1_000) + ttl}:${appId}-${name.slice(0, NAME_LENGTH)}`;
  return { username, credential: createHmac('sha1', secret).update(username).digest('base64') };
}
