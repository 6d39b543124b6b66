/** A path that is being set up has so long, counted from the last description that took effect. TURN over TCP needs seconds. */
const CONNECT_DEADLINE_MS = 8_000;
/** After every second attempt it has twice as long, up to this: pages that are slow would begin anew for ever. */
const LONGEST_DEADLINE_MS = 4 * CONNECT_DEADLINE_MS;
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

  /** A description took effect or went out: now the path must come up. */
  expect(): void {
    this.#schedule(Math.min(CONNECT_DEADLINE_MS * 2 ** Math.floor(this.#attempt / 2), LONGEST_DEADLINE_MS));
  }

  /** The other side tries: a side that has not tried itself has no less patience. */
  join(): void {
    this.#attempt += 1;
    this.expect();
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
  }

  #schedule(ms: number, headStart = this.#polite ? POLITE_HEAD_START_MS : 0): void {
    this.stop();
    this.#timer = setTimeout(() => {
      this.#attempt += 1;
      this.#mend(this.#attempt);
    }, ms + headStart);
  }
}
