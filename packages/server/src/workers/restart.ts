import type { Store } from '../store/contract.js';

/**
 * The pass after a start: every link of the process before is gone, and all grace times begin anew (G-10). Must be over before the
 * clock is looked at, or a server that was down for long would end every call.
 */
export async function restartLinks(store: Store, sdkAppIds: readonly number[]): Promise<void> {
  for (const sdkAppId of sdkAppIds) {
    const userIds = await store.usersWithDevices(sdkAppId);
    const commits = userIds.map((userId) =>
      store.commit(sdkAppId, { from: 'link', kind: 'restarted', userId }),
    );
    for (const result of await Promise.all(commits)) {
      if (!result.ok) throw new RestartError(sdkAppId, result.code, result.message);
    }
  }
}

/** The store refused the pass after the start: nobody may be served from a state that speaks of links that are gone. */
export class RestartError extends Error {
  override readonly name = 'RestartError';

  constructor(
    readonly sdkAppId: number,
    readonly code: number,
    message: string,
  ) {
    super(`cannot take up app ${sdkAppId}: ${message}`);
  }
}
