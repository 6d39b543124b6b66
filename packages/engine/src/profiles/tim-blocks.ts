import { usersIn } from './tim-params.js';
import { ok, type TimResponse, type TimSource } from './tim-source.js';

/**
 * This user's block list: calls of whoever is on it do not reach him (`docs/events.md`). It is the server's, the same on all his devices, and
 * bears on no call that runs. Each answer is the whole list, in the order in which they were blocked.
 */
export interface TimBlocks {
  getBlacklist(): Promise<TimResponse<string[]>>;
  /** At most 100 users at once, 1000 in all; more, and oneself: −1202, and nobody is added. */
  addToBlacklist(params: { userIDList: readonly string[] }): Promise<TimResponse<string[]>>;
  /** At most 100 users at once. Whoever is not on it is passed over. */
  removeFromBlacklist(params: { userIDList: readonly string[] }): Promise<TimResponse<string[]>>;
}

export function timBlocks(source: TimSource): TimBlocks {
  return {
    async getBlacklist() {
      return ok([...(await source.ask('getBlacklist', { ask: 'blocked' })).userIds]);
    },
    async addToBlacklist(params) {
      const userIds = usersIn('addToBlacklist', params?.userIDList);
      return ok([...(await source.ask('addToBlacklist', { ask: 'block', userIds })).userIds]);
    },
    async removeFromBlacklist(params) {
      const userIds = usersIn('removeFromBlacklist', params?.userIDList);
      return ok([...(await source.ask('removeFromBlacklist', { ask: 'unblock', userIds })).userIds]);
    },
  };
}
