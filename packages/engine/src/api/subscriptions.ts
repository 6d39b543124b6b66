import { Failure } from '../errors/failure.js';
import type { AnyListener } from '../events/emitter.js';
import type { TUICallEventKey, TUICallEventMap } from '../events/map.js';
import { EVENT_ALIASES, type TUICallEventAlias } from '../events/names.js';
import { checked } from './checked.js';

/** The event that a string of either published generation means. Any other one is an event that never comes. */
export function eventOf(key: TUICallEventKey): keyof TUICallEventMap {
  return isAlias(key) ? EVENT_ALIASES[key] : key;
}

function isAlias(key: TUICallEventKey): key is TUICallEventAlias {
  return Object.hasOwn(EVENT_ALIASES, key);
}

/** @throws TUICallEngineError −1202 for what cannot be called */
export function listenerOf(method: string, listener: unknown): AnyListener {
  return checked(method, () => {
    if (typeof listener === 'function') return listener as AnyListener;
    throw Failure.parameter(
      `'listener' must be type of Function when calling ${method}(), received type: ${typeof listener}.`,
    );
  });
}
