import type { ReactiveController, ReactiveControllerHost } from 'lit';

export type Corner = 'top-start' | 'top-end' | 'bottom-start' | 'bottom-end';

/** A throw goes on in its direction for so long, ms. */
const THROW_MS = 160;
/** Below this the press was a click. */
const SLACK_PX = 4;
const REST_MS = 220;

/**
 * Moves an element between the four corners of its parent: by dragging and throwing it, or with the arrow keys. Of the buttons in it
 * only those with `data-drags` can be taken hold of.
 */
export class CornerController implements ReactiveController {
  corner: Corner;
  readonly #host: ReactiveControllerHost;
  #dragging = new AbortController();

  constructor(host: ReactiveControllerHost, corner: Corner) {
    this.#host = host;
    this.corner = corner;
    host.addController(this);
  }

  hostConnected(): void {}

  hostDisconnected(): void {
    this.#dragging.abort();
  }

  /** For the element's `pointerdown`. */
  readonly drag = (down: PointerEvent): void => {
    const element = down.currentTarget as HTMLElement;
    const pressed = (down.target as Element).closest('button');
    if (down.button !== 0 || !down.isPrimary || (pressed !== null && !pressed.hasAttribute('data-drags')))
      return;
    this.#dragging.abort();
    const done = new AbortController();
    this.#dragging = done;
    let last = down;
    let speed = { x: 0, y: 0 };
    let moved = false;
    const move = (event: PointerEvent): void => {
      if (event.pointerId !== down.pointerId) return;
      const elapsed = Math.max(1, event.timeStamp - last.timeStamp);
      speed = { x: (event.clientX - last.clientX) / elapsed, y: (event.clientY - last.clientY) / elapsed };
      last = event;
      const x = event.clientX - down.clientX;
      const y = event.clientY - down.clientY;
      if (!moved && Math.hypot(x, y) < SLACK_PX) return;
      moved = true;
      element.style.translate = `${x}px ${y}px`;
    };
    const up = (event: PointerEvent): void => {
      if (event.pointerId !== down.pointerId) return;
      done.abort();
      if (!moved) return;
      swallowClick();
      const rest = event.timeStamp - last.timeStamp > THROW_MS / 2 ? { x: 0, y: 0 } : speed;
      const box = element.getBoundingClientRect();
      const around = (element.offsetParent ?? element).getBoundingClientRect();
      const x = box.x + box.width / 2 + rest.x * THROW_MS;
      const y = box.y + box.height / 2 + rest.y * THROW_MS;
      const isLeft = x < around.x + around.width / 2;
      const isStart = isLeft === (getComputedStyle(element).direction === 'ltr');
      const isTop = y < around.y + around.height / 2;
      void this.#rest(element, `${isTop ? 'top' : 'bottom'}-${isStart ? 'start' : 'end'}`);
    };
    // A fast pointer leaves the element with its first step. It is not captured: what is only pressed gets its click.
    const { signal } = done;
    document.addEventListener('pointermove', move, { signal });
    document.addEventListener('pointerup', up, { signal });
    document.addEventListener('pointercancel', up, { signal });
  };

  /** For the element's `keydown`: corner by corner. */
  readonly nudge = (event: KeyboardEvent): void => {
    const element = event.currentTarget as HTMLElement;
    const next = cornerAfter(this.corner, event.key, getComputedStyle(element).direction === 'rtl');
    if (next === null) return;
    event.preventDefault();
    event.stopPropagation();
    void this.#rest(element, next);
  };

  /** From where it is now to its corner, in one movement. */
  async #rest(element: HTMLElement, corner: Corner): Promise<void> {
    const from = element.getBoundingClientRect();
    this.corner = corner;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    element.style.translate = '';
    const to = element.getBoundingClientRect();
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    element.animate([{ translate: `${from.x - to.x}px ${from.y - to.y}px` }, { translate: '0 0' }], {
      duration: REST_MS,
      easing: 'cubic-bezier(.2,.8,.2,1)',
    });
  }
}

/** The end of a drag is no press of what lies under it. */
function swallowClick(): void {
  const swallow = (event: Event): void => {
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => document.removeEventListener('click', swallow, { capture: true }), 0);
}

/** The corner that an arrow key leads to; null: none. */
export function cornerAfter(corner: Corner, key: string, rtl: boolean): Corner | null {
  const [vertical, horizontal] = corner.split('-') as ['top' | 'bottom', 'start' | 'end'];
  switch (key) {
    case 'ArrowUp':
      return `top-${horizontal}`;
    case 'ArrowDown':
      return `bottom-${horizontal}`;
    case 'ArrowLeft':
      return `${vertical}-${rtl ? 'end' : 'start'}`;
    case 'ArrowRight':
      return `${vertical}-${rtl ? 'start' : 'end'}`;
    default:
      return null;
  }
}
