import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Controls leave after so long without pointer, touch, key or focus among them. */
const QUIET_AFTER_MS = 3_000;

/** Knows whether nothing was touched for a while, so that bars and dock may leave the picture alone. */
export class QuietController implements ReactiveController {
  isQuiet = false;
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #mayBeQuiet: () => boolean;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, mayBeQuiet: () => boolean) {
    this.#host = host;
    this.#mayBeQuiet = mayBeQuiet;
    host.addController(this);
  }

  hostConnected(): void {
    for (const type of EVENTS) this.#host.addEventListener(type, this.wake, { passive: true });
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    for (const type of EVENTS) this.#host.removeEventListener(type, this.wake);
  }

  /** Somebody is there. */
  readonly wake = (): void => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#settle, QUIET_AFTER_MS);
    this.#set(false);
  };

  readonly #settle = (): void => {
    const focused = this.#host.querySelector('.rb-dock :focus-visible, .rb-top :focus-visible') !== null;
    const contrast = matchMedia('(prefers-contrast: more)').matches;
    if (!focused && !contrast && this.#mayBeQuiet()) this.#set(true);
    else this.#timer = setTimeout(this.#settle, QUIET_AFTER_MS);
  };

  #set(quiet: boolean): void {
    if (quiet === this.isQuiet) return;
    this.isQuiet = quiet;
    this.#host.requestUpdate();
  }
}

const EVENTS = ['pointermove', 'pointerdown', 'keydown', 'focusin'] as const;
