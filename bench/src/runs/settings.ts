import { APP } from '../load/client.js';

/** A server as it is by default, but for what a benchmark must choose. */
export function serverSettings(
  data: string,
  more: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return {
    RINGBACK_PORT: '0',
    RINGBACK_HOST: '127.0.0.1',
    RINGBACK_DATA: data,
    RINGBACK_APPS: JSON.stringify([APP]),
    RINGBACK_LOG_LEVEL: 'warn',
    ...more,
  };
}
