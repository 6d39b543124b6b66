import { Code } from '@ringback/protocol';
import { Failure } from '../errors/failure.js';

/** Effects that this version does not have. Apps that only switch them off, as published kits do, need not know. */
export const unavailable = (method: string, what: string, off: string): Failure =>
  new Failure(
    Code.NOT_AVAILABLE,
    `${method}(): this version of Ringback has no ${what}; it takes ${off} alone.`,
  );
