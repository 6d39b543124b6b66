import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** The host on the whole screen, and back. */
export class FullScreen implements ReactiveController {
  isOn = false;
  readonly #host: ReactiveControllerHost & HTMLElement;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('fullscreenchange', this.#changed);
  }

  hostDisconnected(): void {
    document.removeEventListener('fullscreenchange', this.#changed);
  }

  toggle(): void {
    const done =
      document.fullscreenElement === null ? this.#host.requestFullscreen() : document.exitFullscreen();
    // A browser may refuse without a gesture; then the page stays as it is.
    done.catch(() => {});
  }

  leave(): void {
    if (document.fullscreenElement !== null) void document.exitFullscreen();
  }

  readonly #changed = (): void => {
    this.isOn = document.fullscreenElement !== null;
    this.#host.requestUpdate();
  };
}
