import { liveCall } from '../model/call.js';
import { pictureId } from '../model/view-ids.js';
import type { Environment } from './environment.js';
import { isMoot } from './errors.js';

/**
 * The pictures of the others, in the places that the views have drawn for them. Only who is looked at is asked for: the engine
 * sends video to nobody else.
 */
export class RemotePictures {
  readonly #env: Environment;
  #callId = '';
  #shown: ReadonlySet<string> = new Set();

  constructor(env: Environment) {
    this.#env = env;
  }

  /** The views have places in the page for the pictures of these users, and of nobody else. */
  watch(userIds: readonly string[]): void {
    const callId = liveCall(this.#env.store.model.call)?.callId ?? '';
    const before = callId === this.#callId ? this.#shown : new Set<string>();
    this.#callId = callId;
    this.#shown = new Set(userIds);
    if (callId === '') return;
    for (const userId of this.#shown) if (!before.has(userId)) void this.#start(userId);
    for (const userId of before) if (!this.#shown.has(userId)) void this.#stop(userId);
  }

  async #start(userID: string): Promise<void> {
    const { engine, journal } = this.#env;
    const params = { userID, videoViewDomID: pictureId(userID), options: { objectFit: 'cover' } } as const;
    try {
      await journal.method('startRemoteView', [params], () => engine().startRemoteView(params), isMoot);
    } catch {
      // The call was over before its picture came; the journal has the reason.
    }
  }

  async #stop(userID: string): Promise<void> {
    const { engine, journal } = this.#env;
    try {
      await journal.method('stopRemoteView', [{ userID }], () => engine().stopRemoteView({ userID }), isMoot);
    } catch {
      // As above.
    }
  }
}
