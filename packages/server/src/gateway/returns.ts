/** A restart takes about that long, and few links are no crowd. */
const SHORTEST_SPREAD_MS = 2_000;
/** Whoever comes later waits for no server that takes so many; they are let in at its rate all the same. */
const LONGEST_SPREAD_MS = 60_000;

interface Leaving {
  /** Its user is in a call or rings. */
  readonly isBusy: boolean;
}

/**
 * When each link of a server that goes away is to come back: one after another at the rate at which the next server lets them in,
 * those first for whom somebody waits.
 */
export function returns<C extends Leaving>(
  connections: readonly C[],
  loginsPerSecond: number,
): readonly { readonly connection: C; readonly retryAfterMs: number }[] {
  const inOrder = [
    ...connections.filter(({ isBusy }) => isBusy),
    ...connections.filter(({ isBusy }) => !isBusy),
  ];
  const needed = loginsPerSecond === 0 ? 0 : (inOrder.length * 1_000) / loginsPerSecond;
  const spread = Math.min(LONGEST_SPREAD_MS, Math.max(SHORTEST_SPREAD_MS, needed));
  return inOrder.map((connection, index) => ({
    connection,
    retryAfterMs: Math.round((index * spread) / inOrder.length),
  }));
}
