/**
 * From the last description that went out or took effect. An answer may be on its way from a slow page, and to ask for it again costs little.
 * A path takes TURN over TCP seconds and slow pages more; what the browser gives up by itself it says sooner.
 */
const DEADLINE_MS = { answer: 8_000, path: 16_000 } as const;
/** After every second attempt there is twice as long, up to this: pages that are slow would begin anew for ever. */
const LONGEST_DEADLINE_MS = 32_000;
/** A path is usually up by then; where it is not, it may need servers that this side did not have when it prepared. */
const OUTDATED_PATIENCE_MS = 1_500;
/** "disconnected" is a short radio gap more often than the end of a path. */
const DISCONNECTED_PATIENCE_MS = 3_000;
/** Before the n-th attempt after a failure; the last one goes on. */
const BACK_OFF_MS = [0, 1_000, 2_000, 4_000, 8_000];
/** The polite side acts only where the other one has not: both at once would collide. */
const POLITE_HEAD_START_MS = 5_000;

/**
 * Decides when a path needs another attempt. It knows only the connection's state and the time, and gives up never: how
 * long a call without media may last is the server's and the session's business.
 */
export class Mender {
  readonly #polite: boolean;
  readonly #mend: (attempt: number) => void;
  #attempt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(polite: boolean, mend: (attempt: number) => void) {
    this.#polite = polite;
    this.#mend = mend;
  }

  /** The first attempt was made without all that there is by now. The other side has no reason to act, so nothing collides. */
  expectLittle(): void {
    this.#schedule(OUTDATED_PATIENCE_MS, 0);
  }

  /** A description took effect or went out: now an answer must come, or the path come up. */
  expect(what: keyof typeof DEADLINE_MS): void {
    const growth = 2 ** Math.floor(this.#attempt / 2);
    this.#schedule(Math.min(DEADLINE_MS[what] * growth, LONGEST_DEADLINE_MS));
  }

  /** The other side tries: a side that has not tried itself has no less patience. */
  join(): void {
    this.#attempt += 1;
  }

  /** Something is expected. What was to be mended before has been overtaken, as on a page that comes to it late. */
  get isWaiting(): boolean {
    return this.#timer !== undefined;
  }

  watch(state: RTCPeerConnectionState): void {
    if (state === 'connected') {
      this.#attempt = 0;
      this.stop();
    } else if (state === 'disconnected') {
      this.#schedule(DISCONNECTED_PATIENCE_MS);
    } else if (state === 'failed') {
      this.#schedule(BACK_OFF_MS[Math.min(this.#attempt, BACK_OFF_MS.length - 1)] ?? 0);
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #schedule(ms: number, headStart = this.#polite ? POLITE_HEAD_START_MS : 0): void {
    this.stop();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#attempt += 1;
      this.#mend(this.#attempt);
    }, ms + headStart);
  }
}
