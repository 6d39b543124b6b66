/** Between these an engine may be expected to tell levels; ms. */
const PACE = { least: 50, most: 1_000 };

/**
 * How loud everybody is just now, 0–1. It changes many times a second, so it goes past the store: parts read it in
 * their own frame.
 */
export class Levels {
  readonly #targets = new Map<string, number>();
  readonly #now: () => number;
  #told = Number.NEGATIVE_INFINITY;
  #pace = PACE.most;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** How far apart two words of the engine are, ms: a bar that glides for so long never stands still between them. */
  get pace(): number {
    return this.#pace;
  }

  /** All levels of one word of the engine; `volume` as it gives it, 0–100. */
  set(volumes: Iterable<readonly [userId: string, volume: number]>): void {
    const now = this.#now();
    this.#pace = Math.min(PACE.most, Math.max(PACE.least, now - this.#told));
    this.#told = now;
    for (const [userId, volume] of volumes) {
      this.#targets.set(userId, Math.min(1, Math.max(0, volume / 100)));
    }
  }

  get(userId: string): number {
    return this.#targets.get(userId) ?? 0;
  }

  clear(): void {
    this.#targets.clear();
  }
}
