/** First and longest span out of which the wait before the next attempt is drawn. */
const FIRST_MS = 250;
const LONGEST_MS = 10_000;
/** A link that lasted so long was a success: the next wait is a short one again. A server that fails at once gets no storm. */
export const STEADY_MS = 5_000;
/** So much of what the server asks for is drawn on top. */
const DRAWN_OF_ASKED = 0.1;
/** Longer than any server asks for; whatever it says, the device comes back. */
const LONGEST_ASKED_MS = 120_000;

/** Exponential back-off with full jitter: a random part of a span that doubles with every failure. */
export class Backoff {
  readonly #random: () => number;
  #failures = 0;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** How long to wait now, ms. @param asked The server has said for how long; it spreads the devices, so little is drawn. */
  next(asked?: number): number {
    const span = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.#failures);
    this.#failures += 1;
    if (asked === undefined) return this.#random() * span;
    const wait = Math.min(asked, LONGEST_ASKED_MS);
    return wait + this.#random() * Math.max(FIRST_MS, wait * DRAWN_OF_ASKED);
  }

  reset(): void {
    this.#failures = 0;
  }
}
