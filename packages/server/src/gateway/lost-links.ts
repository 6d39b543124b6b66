import type { LinkInput } from '@ringback/calls';
import type { Logger } from '../log/logger.js';
import type { Store } from '../store/contract.js';
import type { Cancel, Clock } from '../system/clock.js';

export type LostInput = Extract<LinkInput, { kind: 'lost' }>;

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 30_000;

/**
 * Commits that a device has lost its link, and does not give up: a loss that is never committed would keep its user in a call for
 * ever. A newer link may come meanwhile: the loss names the link, so it does no harm to that.
 */
export class LostLinks {
  readonly #store: Pick<Store, 'commit'>;
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #retries = new Set<Cancel>();
  #isStopped = false;

  constructor(store: Pick<Store, 'commit'>, clock: Clock, log: Logger) {
    this.#store = store;
    this.#clock = clock;
    this.#log = log;
  }

  report(appId: number, input: LostInput): void {
    void this.#commit(appId, input, 0);
  }

  /** What could not be committed by now is left to the next start, which begins all grace times anew (G-10). */
  stop(): void {
    this.#isStopped = true;
    for (const cancel of this.#retries) cancel();
    this.#retries.clear();
  }

  async #commit(appId: number, input: LostInput, failures: number): Promise<void> {
    if (this.#isStopped) return;
    const why = await this.#problemOf(appId, input);
    if (why === null || this.#isStopped) return;
    const { userId: user, deviceId: device } = input;
    this.#log.error({ app: appId, user, device, ...why }, 'a lost link was not committed, trying again');
    const delay = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures);
    const cancel = this.#clock.after(delay, () => {
      this.#retries.delete(cancel);
      void this.#commit(appId, input, failures + 1);
    });
    this.#retries.add(cancel);
  }

  async #problemOf(
    appId: number,
    input: LostInput,
  ): Promise<{ readonly err: unknown } | { readonly code: number } | null> {
    try {
      const result = await this.#store.commit(appId, input);
      return result.ok ? null : { code: result.code };
    } catch (err) {
      return { err };
    }
  }
}
