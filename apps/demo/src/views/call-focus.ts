import { moveFocus } from '../parts/focus.js';

/** Where the focus goes as a call begins, changes and ends, and who gets it back. */
export class CallFocus {
  readonly #stage: HTMLElement;
  #before: HTMLElement | null = null;
  #opener: HTMLElement | null = null;

  constructor(stage: HTMLElement) {
    this.#stage = stage;
  }

  /** What had it before the call gets it back. */
  keep(): void {
    this.#before = document.activeElement as HTMLElement | null;
  }

  /** What opened an overlay gets it back. */
  keepOpener(): void {
    this.#opener = document.activeElement as HTMLElement | null;
  }

  toOpener(): void {
    this.#opener?.focus();
    this.#opener = null;
  }

  /** To the dock, unless it is on the stage already; at the end before the first action, so that a key that is still held dials nobody. */
  follow(isEnded: boolean): void {
    if (isEnded) moveFocus(this.#stage.querySelector('.rb-ended-actions'));
    else if (!this.#stage.contains(document.activeElement))
      moveFocus(this.#stage.querySelector('.rb-dock .rb-key'));
  }

  /** Minimised and back: to the key of the other way. */
  resize(isFloat: boolean): void {
    moveFocus(this.#stage.querySelector(isFloat ? '.rb-back' : '.rb-top-minimise'));
  }

  /** To the row in which the call was begun, not to the key that would begin it again. */
  leave(): void {
    const before = this.#before?.isConnected ? this.#before : null;
    moveFocus(before?.closest<HTMLElement>('.rb-row') ?? before ?? document.querySelector('[data-home]'));
    this.#before = null;
  }
}
