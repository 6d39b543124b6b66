import type { LocalMedia, ViewOptions } from '../plane.js';
import { VideoView } from './video-view.js';

/** The own picture, as in a mirror unless the camera looks away from the person. It follows the camera as it opens and changes. */
export class LocalPreview {
  readonly #local: LocalMedia;
  readonly #forget: () => void;
  #view: VideoView | null = null;
  #options: ViewOptions = {};

  constructor(local: LocalMedia) {
    this.#local = local;
    this.#forget = local.onTracks(() => this.#show());
  }

  /** Shows it inside the element; another element takes the place of the earlier one. */
  start(container: HTMLElement, options: ViewOptions = {}): void {
    this.#options = { ...this.#options, ...options };
    if (this.#view) this.#view.moveTo(container);
    else this.#view = new VideoView(container, this.#options);
    this.#show();
  }

  stop(): void {
    this.#view?.remove();
    this.#view = null;
  }

  /** Kept for the next `start()` too. */
  setOptions(options: ViewOptions): void {
    this.#options = { ...this.#options, ...options };
    this.#show();
  }

  close(): void {
    this.stop();
    this.#forget();
  }

  #show(): void {
    const track = this.#local.videoTrack;
    const away = track?.getSettings().facingMode === 'environment';
    this.#view?.style({ mirror: !away, ...this.#options });
    this.#view?.show(track);
  }
}
