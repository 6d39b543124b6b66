/** What counts as a touch for browsers. A finger's pointerdown does not: it may become a scroll. */
const GESTURES = ['pointerdown', 'pointerup', 'keydown'] as const;

/** Plays sound, and where the browser refuses before a touch, tells it once and tries again at every touch until it plays. */
export class AutoplayGate {
  readonly #refused = new Set<HTMLMediaElement>();
  readonly #onBlocked: () => void;

  constructor(onBlocked: () => void) {
    this.#onBlocked = onBlocked;
  }

  async play(element: HTMLMediaElement): Promise<void> {
    try {
      await element.play();
      this.drop(element);
    } catch (error) {
      // AbortError: a newer stream or play() took its place. Browsers do not agree on the name of a refusal.
      const aborted = error instanceof DOMException && error.name === 'AbortError';
      if (!aborted && element.paused && element.srcObject) this.#wait(element);
    }
  }

  /** This element is not to play any more. */
  drop(element: HTMLMediaElement): void {
    this.#refused.delete(element);
    if (this.#refused.size > 0) return;
    for (const gesture of GESTURES) document.removeEventListener(gesture, this.#retry, true);
  }

  close(): void {
    for (const element of [...this.#refused]) this.drop(element);
  }

  #wait(element: HTMLMediaElement): void {
    const first = this.#refused.size === 0;
    this.#refused.add(element);
    if (!first) return;
    for (const gesture of GESTURES) document.addEventListener(gesture, this.#retry, true);
    this.#onBlocked();
  }

  readonly #retry = (): void => {
    for (const element of this.#refused) void this.play(element);
  };
}
