import { Code } from '@ringback/protocol';
import type { OrderRefusal } from './rules/order-refusal.js';

/** Why a request cannot be granted. The message is for the app's developer. */
export class RequestError extends Error {
  override readonly name = 'RequestError';

  private constructor(
    readonly code: Code,
    message: string,
  ) {
    super(message);
  }

  static parameter(message: string): RequestError {
    return new RequestError(Code.INVALID_PARAMETER, message);
  }

  static refused({ code, message }: OrderRefusal): RequestError {
    return new RequestError(code, message);
  }

  static notLoggedIn(): RequestError {
    return new RequestError(Code.NOT_LOGGED_IN, 'this user is not known, please log in');
  }
}
