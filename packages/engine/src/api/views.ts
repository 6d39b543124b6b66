import { Failure } from '../errors/failure.js';
import type { ViewOptions } from '../media/plane.js';
import type { Page } from '../platform/platform.js';
import type { RenderOptions, ViewTarget } from './media.js';

/** The element that an app means. Kits try again where it is not there yet, so its absence is told at once. */
export function elementOf(target: ViewTarget, page: Page, method: string): HTMLElement {
  const element = typeof target === 'string' ? page.element(target) : target;
  if (!element) {
    throw Failure.parameter(
      `'videoViewDomID' names no element of the page when calling ${method}(), received: ${target}.`,
    );
  }
  return element;
}

/** Only what was given: what is absent stays as it was. Published kits pass other options too. */
export function viewOptions(given: RenderOptions | null | undefined): ViewOptions {
  const options = given ?? {};
  const { rotation, fillMode, mirrorType } = options;
  const objectFit = options.objectFit ?? FITS[fillMode ?? -1];
  const mirror = options.mirror ?? MIRRORS[mirrorType ?? -1];
  return {
    ...(objectFit !== undefined && { objectFit: objectFit as ViewOptions['objectFit'] & string }),
    ...(mirror !== undefined && { mirror }),
    ...(rotation !== undefined && { rotation }),
  };
}

/** By `TRTCVideoFillMode`. */
const FITS: readonly string[] = ['cover', 'contain'];
/** By `TRTCVideoMirrorType`; the first leaves it to the engine. */
const MIRRORS: readonly (boolean | undefined)[] = [undefined, true, false];
