import type { Intent } from '../model/intent.js';

/** The one event of the views: what the person wants. It bubbles to whoever runs the calls. */
export const INTENT = 'rb-intent';

export function fire(from: EventTarget, intent: Intent): void {
  from.dispatchEvent(new CustomEvent<Intent>(INTENT, { detail: intent, bubbles: true, composed: true }));
}

declare global {
  interface HTMLElementEventMap {
    [INTENT]: CustomEvent<Intent>;
  }
}
