import { MAX_VIEW_SIDE, type ViewSignal } from '@ringback/protocol';
import { isNowhere, type Size } from './allotment.js';

const NOWHERE: Size = { width: 0, height: 0 };
/** A window that is being resized, or an element that a framework moves, is waited for: ticks. */
const STEADY_TICKS = 2;
/** Another size than this much is worth an encoder's new start at the other end. */
const TOLERANCE = 0.2;
/** What comes has not been what was told for so long: it may not have arrived. Ticks. */
const PATIENCE_TICKS = 8;

/**
 * Tells one user how large his picture is shown here. Signals get lost, and devices are replaced that have heard them: what comes is
 * compared with what was told, and told again where it does not fit.
 */
export class ViewTeller {
  readonly #send: (signal: ViewSignal) => void;
  #size = NOWHERE;
  #told: Size | null = null;
  #entered = false;
  #steady = 0;
  #misfits = 0;

  constructor(send: (signal: ViewSignal) => void) {
    this.#send = send;
  }

  /** Nobody is told before the server's word. */
  enter(): void {
    this.#entered = true;
  }

  /** Device pixels; 0 × 0: nowhere. A view that appears is told at once, and all else with the ticks. */
  show(size: Size): void {
    this.#size = size;
    this.#steady = 0;
    const shown = this.#told !== null && !isNowhere(this.#told);
    if (this.#entered && !shown && !isNowhere(size)) this.#tell();
  }

  /** The other side may not know any more. */
  repeat(): void {
    this.#told = null;
  }

  /** @param comes whether video comes; null: there is none to come */
  tick(comes: boolean | null): void {
    this.#steady += 1;
    const told = this.#told;
    const misfit = told !== null && comes !== null && comes === isNowhere(told);
    this.#misfits = misfit ? this.#misfits + 1 : 0;
    const changed = told && this.#steady >= STEADY_TICKS && differ(told, this.#size);
    if (!told || changed || this.#misfits >= PATIENCE_TICKS) this.#tell();
  }

  #tell(): void {
    this.#told = this.#size;
    this.#misfits = 0;
    this.#send({ kind: 'view', width: side(this.#size.width), height: side(this.#size.height) });
  }
}

/** Also when one of them is nowhere and the other is not. */
const differ = (told: Size, now: Size): boolean =>
  isNowhere(told) !== isNowhere(now) ||
  Math.abs(now.width - told.width) > TOLERANCE * told.width ||
  Math.abs(now.height - told.height) > TOLERANCE * told.height;

const side = (pixels: number): number => Math.min(Math.round(pixels), MAX_VIEW_SIDE);
