import { Failure } from '../errors/failure.js';
import type { CallMedia, CallMediaOptions, MediaPlane } from './plane.js';

/** The address of the code is the bundler's, so it cannot be asked for under another one. */
const NOT_LOADED =
  'a part of the engine could not be loaded: try again when there is a network; if that fails too, load the page anew';

/**
 * A plane whose code is loaded when it is needed: a page that only waits for calls to come is there sooner. It is loaded before the login,
 * so that a call finds it.
 */
export class LazyPlane implements MediaPlane {
  readonly #import: () => Promise<MediaPlane>;
  #plane: MediaPlane | null = null;
  #loading: Promise<void> | null = null;

  constructor(load: () => Promise<MediaPlane>) {
    this.#import = load;
  }

  /** null: it is there. Rejects −1406; then the next one tries again, which is in vain where the browser remembers the failure. */
  load(): Promise<void> | null {
    if (this.#plane) return null;
    this.#loading ??= this.#import().then(
      (plane) => {
        this.#plane = plane;
      },
      (cause: unknown) => {
        this.#loading = null;
        throw Failure.noLink(NOT_LOADED, cause);
      },
    );
    return this.#loading;
  }

  open(options: CallMediaOptions): CallMedia {
    if (!this.#plane) throw new Error('the media plane is not loaded');
    return this.#plane.open(options);
  }
}
