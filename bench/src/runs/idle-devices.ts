import type { Client } from '../load/client.js';
import { logInAll } from '../load/logins.js';

/** Users with one device each, who do nothing. */
export async function addIdleDevices(url: string, from: number, to: number): Promise<Client[]> {
  return logInAll(
    url,
    Array.from({ length: to - from }, (_, index) => `idle-${from + index}`),
  );
}
