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

  /** To the dock, unless it is on the stage already; at the end to the first action. */
  follow(isEnded: boolean): void {
    if (isEnded) moveFocus(this.#stage.querySelector('.rb-ended-actions button'));
    else if (!this.#stage.contains(document.activeElement))
      moveFocus(this.#stage.querySelector('.rb-dock .rb-key'));
  }

  leave(): void {
    moveFocus(this.#before);
    this.#before = null;
  }
}
