import type { Published } from '@ringback/protocol';
import type { ViewOptions } from '../plane.js';
import type { AutoplayGate } from './autoplay.js';
import { RemoteSound } from './remote-sound.js';
import { type OnSize, VideoView } from './video-view.js';

/** What one user of the call looks and sounds like on this page. */
export class RemoteUser {
  readonly sound: RemoteSound;
  #view: VideoView | null = null;
  #track: MediaStreamTrack | null = null;
  #options: ViewOptions;
  #published: Published = { audio: true, video: true };
  readonly #onSize: OnSize;

  constructor(gate: AutoplayGate, options: ViewOptions, onSize: OnSize) {
    this.sound = new RemoteSound(gate);
    this.#options = options;
    this.#onSize = onSize;
  }

  /** As far as it is known here. */
  get publishesVideo(): boolean {
    return this.#published.video;
  }

  /** Whether the picture is another track than before. */
  incoming(audio: MediaStreamTrack | null, video: MediaStreamTrack | null): boolean {
    const other = video !== this.#track;
    this.sound.play(audio);
    this.#track = video;
    this.#show();
    return other;
  }

  /** Until it is told otherwise, a user shows whatever comes. */
  published(published: Partial<Published>): void {
    this.#published = { ...this.#published, ...published };
    this.#show();
  }

  startView(container: HTMLElement, options: ViewOptions): void {
    this.#options = { ...this.#options, ...options };
    if (this.#view) {
      this.#view.style(this.#options);
      this.#view.moveTo(container);
    } else {
      this.#view = new VideoView(container, this.#options, this.#onSize);
    }
    this.#show();
  }

  stopView(): void {
    this.#view?.remove();
    this.#view = null;
  }

  setOptions(options: ViewOptions): void {
    this.#options = { ...this.#options, ...options };
    this.#view?.style(this.#options);
  }

  close(): void {
    this.stopView();
    this.sound.close();
  }

  /** A closed camera's last frame must not stay on the screen. */
  #show(): void {
    this.#view?.show(this.#published.video ? this.#track : null);
  }
}
