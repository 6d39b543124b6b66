import { APP } from '../load/client.js';

/** Its few users call without end. */
const NO_LIMITS = { commandsPer10s: 0, callsPerMinute: 0, unansweredPerPairIn5Min: 0, invitesPerMinute: 0 };

/** A server as it is by default, but for what a benchmark must choose. */
export function serverSettings(
  data: string,
  more: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return {
    RINGBACK_PORT: '0',
    RINGBACK_HOST: '127.0.0.1',
    RINGBACK_DATA: data,
    RINGBACK_APPS: JSON.stringify([{ ...APP, limits: NO_LIMITS }]),
    RINGBACK_ADDRESS_LIMITS: '0,0',
    RINGBACK_LOG_LEVEL: 'warn',
    ...more,
  };
}
