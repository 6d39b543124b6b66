import { Code, type Published } from '@ringback/protocol';
import { codeOf } from '../errors/failure.js';
import type { LocalMedia } from '../media/plane.js';
import type { Cancel, Clock } from '../platform/platform.js';

/** Long enough for a device that has used up its commands (G-20) to have one again before it has asked often. */
const TELL_AGAIN_MS = 3_000;

/** What passes by itself: too many commands, a server that cannot store, an answer that was lost. */
const PASSING: readonly number[] = [Code.TOO_MANY, Code.SERVER_ERROR, Code.NO_LINK];

interface Share {
  readonly callId: string;
  /** What the server knows; null: a change may or may not have reached it. */
  told: Published | null;
  telling: boolean;
}

/**
 * Keeps what the server says of this user's microphone and camera equal to what they are. Microphone and camera change at once,
 * link or no link; the server is told when it can be, and only what is true by then (G-14).
 */
export class Publisher {
  readonly #local: LocalMedia;
  readonly #clock: Clock;
  readonly #tell: (callId: string, published: Published) => Promise<unknown>;
  #share: Share | null = null;
  #cancelAgain: Cancel = () => {};

  constructor(
    local: LocalMedia,
    clock: Clock,
    tell: (callId: string, published: Published) => Promise<unknown>,
  ) {
    this.#local = local;
    this.#clock = clock;
    this.#tell = tell;
  }

  /** The server has this user in the call, with what the command told. */
  begin(callId: string, told: Published): void {
    this.#share = { callId, told, telling: false };
    this.refresh();
  }

  end(): void {
    this.#cancelAgain();
    this.#share = null;
  }

  /** The server has changed it by itself (S1-20). */
  changedByServer(change: Partial<Published>): void {
    if (this.#share?.told) this.#share.told = { ...this.#share.told, ...change };
  }

  /** Tracks have changed, or there is a link again. */
  refresh(): void {
    const share = this.#share;
    if (!share || share.telling) return;
    const { audio, video } = this.#local.published;
    if (share.told?.audio === audio && share.told.video === video) return;
    this.#cancelAgain();
    share.telling = true;
    share.told = null;
    this.#tell(share.callId, { audio, video }).then(
      () => {
        share.telling = false;
        share.told = { audio, video };
        if (share === this.#share) this.refresh();
      },
      (error: unknown) => {
        share.telling = false;
        if (share !== this.#share || !PASSING.includes(codeOf(error))) return;
        this.#cancelAgain = this.#clock.after(TELL_AGAIN_MS, () => this.refresh());
      },
    );
  }
}
