import type { ViewOptions } from '../plane.js';

/** Of a view, in device pixels; 0 × 0 while it is not in the page or hidden. */
export type OnSize = (size: { readonly width: number; readonly height: number }) => void;

/**
 * One picture inside an element of the app. The app's framework owns that element, so a frame of our own is appended and
 * nothing else is touched; it is taken out again by `remove()`. Frameworks also move such elements, or make them anew under the
 * same id (a minimised call), and browsers stop a video that leaves the page: the view goes where its container went and plays
 * on, since published kits do nothing about it.
 */
export class VideoView {
  readonly #frame: HTMLElement;
  readonly #video: HTMLVideoElement;
  readonly #observer: MutationObserver;
  readonly #sizes: ResizeObserver | undefined;
  readonly #onSize: OnSize | undefined;
  #container: HTMLElement;

  /** @param onSize at once, and whenever it changes */
  constructor(container: HTMLElement, options: ViewOptions, onSize?: OnSize) {
    this.#container = container;
    this.#frame = document.createElement('div');
    Object.assign(this.#frame.style, {
      position: 'relative',
      width: '100%',
      height: '100%',
      overflow: 'hidden',
    });
    this.#video = document.createElement('video');
    // Sound is played by its own element; a muted video may always start by itself.
    Object.assign(this.#video, {
      autoplay: true,
      muted: true,
      playsInline: true,
      disablePictureInPicture: true,
    });
    this.#video.setAttribute('playsinline', '');
    this.#video.addEventListener('pause', this.#play);
    document.addEventListener('visibilitychange', this.#play);
    this.#frame.append(this.#video);
    this.#observer = new MutationObserver(() => this.#settle());
    this.#onSize = onSize;
    if (onSize) {
      this.#sizes = new ResizeObserver(() => this.#measure());
      this.#sizes.observe(this.#frame);
    }
    this.style(options);
    this.moveTo(container);
  }

  moveTo(container: HTMLElement): void {
    this.#container = container;
    if (this.#frame.parentElement !== container) container.append(this.#frame);
    this.#observer.disconnect();
    // A document's observer does not see what happens inside a shadow tree.
    for (const root of new Set([document, container.getRootNode()])) {
      this.#observer.observe(root, { childList: true, subtree: true });
    }
    this.#measure();
    this.#play();
  }

  /** null: nothing is shown, and no last frame stays. */
  show(track: MediaStreamTrack | null): void {
    const shown = this.#video.srcObject;
    if (track === null) {
      this.#video.srcObject = null;
    } else if (!(shown instanceof MediaStream) || shown.getTracks()[0] !== track) {
      this.#video.srcObject = new MediaStream([track]);
      this.#play();
    }
  }

  style({ objectFit = 'cover', mirror = false, rotation = 0 }: ViewOptions): void {
    const quarter = rotation % 180 !== 0;
    // Turned by a quarter, the video's width lies along the frame's height; container units know the frame's size.
    this.#frame.style.containerType = quarter ? 'size' : '';
    const turn = `rotate(${rotation}deg)${mirror ? ' scaleX(-1)' : ''}`;
    Object.assign(this.#video.style, {
      display: 'block',
      position: quarter ? 'absolute' : '',
      top: quarter ? '50%' : '',
      left: quarter ? '50%' : '',
      width: quarter ? '100cqh' : '100%',
      height: quarter ? '100cqw' : '100%',
      // Published engines show `fill` like `contain`.
      objectFit: objectFit === 'cover' ? 'cover' : 'contain',
      transform: quarter ? `translate(-50%, -50%) ${turn}` : turn,
    });
  }

  remove(): void {
    this.#observer.disconnect();
    this.#sizes?.disconnect();
    this.#onSize?.({ width: 0, height: 0 });
    this.#video.removeEventListener('pause', this.#play);
    document.removeEventListener('visibilitychange', this.#play);
    this.#video.srcObject = null;
    this.#frame.remove();
  }

  /** Not by what the observer says alone: it says nothing while the page is hidden. */
  #measure(): void {
    const { clientWidth, clientHeight } = this.#frame;
    this.#onSize?.({ width: clientWidth * devicePixelRatio, height: clientHeight * devicePixelRatio });
  }

  #settle(): void {
    if (this.#frame.isConnected) {
      if (this.#video.paused) this.#play();
      return;
    }
    const { id } = this.#container;
    const anew = id === '' ? null : document.getElementById(id);
    if (anew && anew !== this.#container) this.moveTo(anew);
    // Our frame alone was thrown out, as by an innerHTML of the app.
    else if (this.#container.isConnected) this.moveTo(this.#container);
  }

  readonly #play = (): void => {
    if (!this.#video.srcObject || !this.#frame.isConnected) return;
    // Refused while the page is hidden or a phone saves power; visibilitychange tries again.
    this.#video.play().catch(() => {});
  };
}
