/** First and longest span out of which the wait before the next attempt is drawn. */
const FIRST_MS = 250;
const LONGEST_MS = 10_000;
/** A link that lasted so long was a success: the next wait is a short one again. A server that fails at once gets no storm. */
export const STEADY_MS = 5_000;
/** Longer than any server asks for; whatever it says, the device comes back. */
const LONGEST_ASKED_MS = 120_000;

/** Exponential back-off with full jitter: a random part of a span that doubles with every failure. */
export class Backoff {
  readonly #random: () => number;
  #failures = 0;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** How long to wait now, ms. @param asked Not before so long: the server has said so. */
  next(asked = 0): number {
    const span = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.#failures);
    this.#failures += 1;
    return Math.min(asked, LONGEST_ASKED_MS) + this.#random() * span;
  }

  reset(): void {
    this.#failures = 0;
  }
}
