/**
 * How loud everybody is just now, 0–1. It changes many times a second, so it goes past the store: parts read it in
 * their own frame.
 */
export class Levels {
  readonly #targets = new Map<string, number>();

  /** `volume` as the engine gives it, 0–100. */
  set(userId: string, volume: number): void {
    this.#targets.set(userId, Math.min(1, Math.max(0, volume / 100)));
  }

  get(userId: string): number {
    return this.#targets.get(userId) ?? 0;
  }

  clear(): void {
    this.#targets.clear();
  }
}
