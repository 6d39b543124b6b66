import { liveCall } from '../model/call.js';
import type { Environment } from './environment.js';
import { isMoot, messageOf } from './errors.js';
import type { NoticeBoard } from './notice-board.js';

const RING_FOR_S = 30;

/** Calling people into the running call, and stopping that. Who comes is told by the engine's events. */
export class GroupCalling {
  readonly #env: Environment;
  readonly #notices: NoticeBoard;

  constructor(env: Environment, notices: NoticeBoard) {
    this.#env = env;
    this.#notices = notices;
  }

  async invite(userIDList: readonly string[]): Promise<void> {
    const { engine, journal } = this.#env;
    if (userIDList.length === 0) return;
    const params = { userIDList: [...userIDList], timeout: RING_FOR_S };
    await this.#tried(() =>
      journal.method('inviteUser', [params], () => engine().inviteUser(params), isMoot),
    );
  }

  async stopRing(userId: string): Promise<void> {
    const { engine, journal } = this.#env;
    const params = { userIDList: [userId] };
    await this.#tried(() =>
      journal.method('cancelInvite', [params], () => engine().cancelInvite(params), isMoot),
    );
  }

  /** A link for whoever is to come by himself. */
  async copyLink(): Promise<void> {
    const callId = liveCall(this.#env.store.model.call)?.callId ?? null;
    if (callId === null) return;
    await this.#tried(async () => {
      await navigator.clipboard.writeText(`${location.origin}${location.pathname}?join=${callId}`);
      this.#notices.show({ kind: 'copied' });
    });
  }

  async #tried(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      // A call that is over says so itself.
      if (!isMoot(error)) this.#notices.show({ kind: 'notInvited', message: messageOf(error) });
    }
  }
}
