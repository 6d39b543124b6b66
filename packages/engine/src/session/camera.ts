import { Failure } from '../errors/failure.js';
import type { Cancel } from '../platform/platform.js';
import { Deadline } from './deadline.js';
import type { SessionParts } from './ports.js';

/** An element that a framework is about to render is awaited for so long, looked for so often. */
const ELEMENT_WITHIN_MS = 2_000;
const LOOK_EVERY_MS = 100;

/** The element for a picture, or its id. */
export type ViewTarget = string | HTMLElement;

/** The own camera and its picture in one call after the other. */
export class Camera {
  readonly #parts: SessionParts;
  /** Openings under way, by what ends each. */
  readonly #openings = new Map<Deadline, 'wanted' | 'forgone' | 'over'>();
  #cancelLook: Cancel = () => {};

  constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  /** Resolves when the camera runs, or when it was closed meanwhile. Rejects −1203 when the call ended meanwhile (G-15). */
  async open(target: ViewTarget, front: boolean | undefined): Promise<void> {
    const { capture, clock } = this.#parts;
    const deadline = new Deadline(clock);
    this.#openings.set(deadline, 'wanted');
    try {
      await deadline.race(capture.openCamera({ front }));
      if (capture.videoTrack) this.#show(target, ELEMENT_WITHIN_MS);
    } catch (error) {
      const fate = this.#openings.get(deadline);
      if (fate === 'forgone') return;
      // What the browser gives after the deadline is nobody's.
      if (fate === 'wanted' && deadline.signal.aborted) capture.closeCamera();
      throw error;
    } finally {
      this.#openings.delete(deadline);
      deadline.end();
    }
  }

  /** Also for an opening under way, which resolves (S1-15). */
  close(): void {
    this.#abort('forgone', Failure.state('the camera was closed'));
    this.#parts.capture.closeCamera();
    this.#hide();
  }

  /** The call is over. The capture is released by whoever ends it. */
  end(): void {
    this.#abort('over', Failure.callOver());
    this.#hide();
  }

  #abort(fate: 'forgone' | 'over', reason: Failure): void {
    for (const deadline of [...this.#openings.keys()]) {
      this.#openings.set(deadline, fate);
      deadline.abort(reason);
    }
  }

  #hide(): void {
    this.#cancelLook();
    this.#parts.preview.stop();
  }

  #show(target: ViewTarget, within: number): void {
    const { clock, element, preview, warn } = this.#parts;
    this.#cancelLook();
    const found = typeof target === 'string' ? element(target) : target;
    if (found) preview.start(found);
    else if (within <= 0)
      warn(`openCamera(): no element has the id '${target}', the own picture is not shown`);
    else this.#cancelLook = clock.after(LOOK_EVERY_MS, () => this.#show(target, within - LOOK_EVERY_MS));
  }
}
