import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** The size classes of the visual language. All rules follow the element's own box, never the viewport. */
export type SizeClass = 'compact' | 'medium' | 'wide';

const COMPACT_BELOW = 480;
const WIDE_FROM = 840;

export function sizeClass(width: number): SizeClass {
  return width < COMPACT_BELOW ? 'compact' : width < WIDE_FROM ? 'medium' : 'wide';
}

/** Tells its host in which size class it is. CSS does the layout; this is for what only drawing knows, as ring sizes. */
export class SizeController implements ReactiveController {
  size: SizeClass = 'wide';
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #observer = new ResizeObserver(([entry]) => {
    if (entry !== undefined) this.#measured(entry.contentRect.width);
  });

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#measured(this.#host.clientWidth);
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }

  #measured(width: number): void {
    const size = sizeClass(width);
    if (width === 0 || size === this.size) return;
    this.size = size;
    this.#host.requestUpdate();
  }
}

/** Knows the size of its host, px, and tells it of every change. */
export class BoxController implements ReactiveController {
  width = 0;
  height = 0;
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #observer = new ResizeObserver(([entry]) => {
    if (entry !== undefined) this.#measured(entry.contentRect);
  });

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  get size(): SizeClass {
    return sizeClass(this.width);
  }

  hostConnected(): void {
    this.#measured({ width: this.#host.clientWidth, height: this.#host.clientHeight });
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }

  #measured({ width, height }: { width: number; height: number }): void {
    if (width === 0 || (width === this.width && height === this.height)) return;
    this.width = width;
    this.height = height;
    this.#host.requestUpdate();
  }
}
