import { Client } from './client.js';

/** Logins under way at once: enough to keep the server busy, few enough for its queue of new connections. */
const AT_ONCE = 64;

/** Logs in a device of each user. */
export async function logInAll(url: string, userIds: readonly string[]): Promise<Client[]> {
  const clients: Client[] = [];
  for (let from = 0; from < userIds.length; from += AT_ONCE) {
    const some = userIds.slice(from, from + AT_ONCE);
    clients.push(...(await Promise.all(some.map((userId) => Client.login(url, userId)))));
  }
  return clients;
}
