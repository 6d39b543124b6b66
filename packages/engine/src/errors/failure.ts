import { Code } from '@ringback/protocol';

/** Why something inside the engine did not happen. The façade makes a {@link TUICallEngineError} of it. */
export class Failure extends Error {
  override readonly name = 'Failure';

  constructor(
    readonly code: number,
    message: string,
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
  }

  static parameter(message: string): Failure {
    return new Failure(Code.INVALID_PARAMETER, message);
  }

  static state(message: string): Failure {
    return new Failure(Code.WRONG_STATE, message);
  }

  static notLoggedIn(method: string): Failure {
    return new Failure(Code.NOT_LOGGED_IN, `not logged in, please login() before calling ${method}().`);
  }

  /** Published kits look for this text and then do nothing (scenarios: methods in the wrong state). */
  static repeated(method: string): Failure {
    return new Failure(Code.REPEATED, `${method}() is ongoing, please avoid repeated calls`);
  }

  /** On a call that has ended meanwhile (G-08). */
  static noSuchCall(): Failure {
    return new Failure(Code.NO_SUCH_CALL, 'the call does not exist or has ended');
  }

  static noLink(message: string, cause?: unknown): Failure {
    return new Failure(Code.NO_LINK, message, cause);
  }

  /** The call ended while this was under way (G-08, G-15). */
  static callOver(): Failure {
    return Failure.state('the call has ended');
  }
}

/** The code that an error carries, wherever it comes from; UNKNOWN where it carries none. */
export function codeOf(error: unknown): number {
  // DOMException has a numeric `code` of its own, which says something else.
  if (!(error instanceof Error) || error instanceof DOMException) return Code.UNKNOWN;
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'number' ? code : Code.UNKNOWN;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
