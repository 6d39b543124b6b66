import { TUICallEngineError } from '../errors/engine-error.js';

/** What returns no promise throws what the others reject with. */
export function checked<T>(method: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw TUICallEngineError.from(error, method);
  }
}
