import type { Clock } from '../system/clock.js';
import { customerOf } from './customer.js';
import { RateLimiter, type Taken } from './rate-limiter.js';

/** What comes from one address in a minute; 0: no limit. */
export interface AddressLimitSettings {
  readonly links: number;
  readonly failedLogins: number;
}

/** 8 bytes for each link, failed login and log line of each: about 13 MB with the defaults, when so many attack at once. */
const WINDOW = { windowMs: 60_000, maxKeys: 20_000 };

/** Lines in the log about what one address is refused, in a minute: it must not fill the disk. */
const LINES = 10;

/** How often an address may open links and fail to log in. An IPv6 address counts as its /64. */
export class AddressLimits {
  readonly #most: AddressLimitSettings;
  readonly #links: RateLimiter;
  readonly #failedLogins: RateLimiter;
  readonly #lines: RateLimiter;

  constructor(most: AddressLimitSettings, clock: Pick<Clock, 'now'>) {
    this.#most = most;
    this.#links = new RateLimiter(WINDOW, clock);
    this.#failedLogins = new RateLimiter(WINDOW, clock);
    this.#lines = new RateLimiter(WINDOW, clock);
  }

  /** Counts a new link. */
  link(address: string): Taken {
    return this.#links.take(customerOf(address), this.#most.links);
  }

  /** Whether somebody may try to log in. */
  login(address: string): Taken {
    return this.#failedLogins.check(customerOf(address), this.#most.failedLogins);
  }

  /** Whether one more refusal is worth a line in the log. */
  isNews(address: string): boolean {
    return this.#lines.take(customerOf(address), LINES).ok;
  }

  loginFailed(address: string): void {
    this.#failedLogins.take(customerOf(address), this.#most.failedLogins);
  }
}
