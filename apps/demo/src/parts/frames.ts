import type { ReactiveController, ReactiveControllerHost } from 'lit';

type Paint = (now: number, elapsed: number) => void;

const painters = new Set<Paint>();
let frame = 0;
let last = 0;

/** Who asked for less motion still sees levels, four times a second. */
const CALM_MS = 250;
const calm = globalThis.matchMedia?.('(prefers-reduced-motion: reduce)');

/** One loop for everything that moves with sound or time. It stops when nothing is live; a hidden page gets no frames. */
function tick(now: number): void {
  frame = requestAnimationFrame(tick);
  const elapsed = now - last;
  if (calm?.matches && elapsed < CALM_MS) return;
  last = now;
  for (const paint of painters) paint(now, elapsed);
  if (painters.size > 0) return;
  cancelAnimationFrame(frame);
  frame = 0;
}

function add(paint: Paint): void {
  painters.add(paint);
  if (frame === 0) {
    last = performance.now();
    frame = requestAnimationFrame(tick);
  }
}

/** Calls `paint` each frame while its element is in the page and `isLive()`; nothing of it goes through lit. */
export class FrameController implements ReactiveController {
  readonly #paint: Paint;
  readonly #isLive: () => boolean;

  constructor(host: ReactiveControllerHost, isLive: () => boolean, paint: Paint) {
    this.#paint = paint;
    this.#isLive = isLive;
    host.addController(this);
  }

  hostUpdated(): void {
    if (this.#isLive()) add(this.#paint);
    else painters.delete(this.#paint);
  }

  hostDisconnected(): void {
    painters.delete(this.#paint);
  }
}

/** A level that rises fast and falls slowly, as meters do. */
const ATTACK_MS = 60;
const RELEASE_MS = 240;
/** Told rarely, it is most of the way there when the next word comes. */
const GLIDE = 0.24;

/**
 * A level on its way to what was told last. It follows what follows the target: so it neither jumps nor changes its speed at once,
 * and a word that comes once a second is no step.
 */
export class Glide {
  value = 0;
  #ahead = 0;

  /** `pace`: the target is told anew so often, ms. */
  towards(target: number, elapsed: number, pace: number): number {
    const time = Math.max(target > this.value ? ATTACK_MS / 2 : RELEASE_MS / 2, pace * GLIDE);
    const share = 1 - Math.exp(-elapsed / time);
    this.#ahead += (target - this.#ahead) * share;
    this.value += (this.#ahead - this.value) * share;
    return this.value;
  }
}
