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
export function viewOptions({ objectFit, mirror, rotation }: RenderOptions = {}): ViewOptions {
  return {
    ...(objectFit !== undefined && { objectFit }),
    ...(mirror !== undefined && { mirror }),
    ...(rotation !== undefined && { rotation }),
  };
}
