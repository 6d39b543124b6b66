import { Code } from '@ringback/protocol';
import { Failure } from '../../errors/failure.js';
import { type CaptureKind, captureFailure, mediaDevices } from './capture-error.js';

export interface SlotHooks {
  /** The track was opened, replaced or closed. An earlier track is stopped after it. */
  changed(): void;
  permission(granted: boolean): void;
  /** The device is gone and no other could be opened. */
  lost(failure: Failure): void;
}

/** What is asked of `getUserMedia`, and a name for it: two that want the same share one prompt. */
export interface Wish {
  readonly key: string;
  readonly constraints: MediaTrackConstraints;
}

/** How an opening came out: `superseded` by a close or another choice, which is not its caller's failure. */
export type Opened = 'opened' | 'superseded';

interface Opening {
  readonly key: string;
  readonly promise: Promise<Opened>;
}

/**
 * One device that may be open. The last word counts: what `getUserMedia` gives after `close()`, `release()` or another choice is
 * stopped at once, so no light stays on that nobody asked for (G-15).
 */
export class CaptureSlot {
  readonly kind: CaptureKind;
  readonly #hooks: SlotHooks;
  readonly #fallback: () => Wish;
  #track: MediaStreamTrack | null = null;
  #opening: Opening | null = null;
  /** Counts what made an opening under way out of date. */
  #turn = 0;
  /** The openings up to this turn belong to a call that is over. */
  #releasedTurn = 0;

  /** `fallback`: what to open when the device in use is unplugged. */
  constructor(kind: CaptureKind, fallback: () => Wish, hooks: SlotHooks) {
    this.kind = kind;
    this.#fallback = fallback;
    this.#hooks = hooks;
  }

  get track(): MediaStreamTrack | null {
    return this.#track;
  }

  /** Settles with an opening that is under way; null: none is. */
  get opening(): Promise<Opened> | null {
    return this.#opening?.promise ?? null;
  }

  /**
   * Opens a device, and stops the one before only when the new one runs. Rejects with the codes of {@link captureFailure}, or
   * with -1203 when `release()` came meanwhile.
   */
  open(wish: Wish): Promise<Opened> {
    if (this.#opening?.key === wish.key) return this.#opening.promise;
    this.#turn += 1;
    const opening = { key: wish.key, promise: this.#open(wish, this.#turn) };
    this.#opening = opening;
    const settled = () => {
      if (this.#opening === opening) this.#opening = null;
    };
    opening.promise.then(settled, settled);
    return opening.promise;
  }

  close(): void {
    this.#turn += 1;
    this.#opening = null;
    this.#put(null);
  }

  /** The call is over. */
  release(): void {
    this.#releasedTurn = this.#turn;
    this.close();
  }

  async #open(wish: Wish, turn: number): Promise<Opened> {
    let track: MediaStreamTrack;
    try {
      track = await this.#acquire(wish.constraints, turn);
    } catch (error) {
      if (turn <= this.#releasedTurn) throw Failure.callOver();
      if (turn !== this.#turn) return 'superseded';
      throw error;
    }
    if (turn !== this.#turn) {
      track.stop();
      if (turn <= this.#releasedTurn) throw Failure.callOver();
      return 'superseded';
    }
    this.#put(track);
    return 'opened';
  }

  async #acquire(constraints: MediaTrackConstraints, turn: number): Promise<MediaStreamTrack> {
    try {
      return await this.#request(constraints);
    } catch (error) {
      // Some phones run one camera at a time, and Safari one microphone: the one in use has to go first.
      const busy =
        error instanceof Error && (error.name === 'NotReadableError' || error.name === 'AbortError');
      if (!busy || !this.#track || turn !== this.#turn) throw this.#failure(error);
      this.#track.stop();
      return await this.#request(constraints).catch((again: unknown) => {
        if (turn === this.#turn) this.#put(null);
        throw this.#failure(again);
      });
    }
  }

  async #request(constraints: MediaTrackConstraints): Promise<MediaStreamTrack> {
    const stream = await mediaDevices().getUserMedia(
      this.kind === 'microphone' ? { audio: constraints } : { video: constraints },
    );
    this.#hooks.permission(true);
    const [track] = stream.getTracks();
    if (!track) throw new Error('getUserMedia gave no track');
    return track;
  }

  #failure(error: unknown): Failure {
    if (error instanceof Failure) return error;
    const failure = captureFailure(this.kind, error);
    if (failure.code === Code.PERMISSION_DENIED) this.#hooks.permission(false);
    return failure;
  }

  #put(track: MediaStreamTrack | null): void {
    const before = this.#track;
    if (before === track) return;
    if (before) before.onended = null;
    this.#track = track;
    if (track) track.onended = () => void this.#recover();
    this.#hooks.changed();
    before?.stop();
  }

  /** The device was unplugged, or the system took it: another one of its kind goes on in its place. */
  async #recover(): Promise<void> {
    try {
      await this.open(this.#fallback());
    } catch (error) {
      if (this.#track?.readyState !== 'ended') return;
      this.#put(null);
      this.#hooks.lost(this.#failure(error));
    }
  }
}
