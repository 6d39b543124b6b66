import { codeOf, messageOf } from './failure.js';

/**
 * What every method of the engine rejects with.
 *
 * @example
 * ```ts
 * try {
 *   await engine.call({ userID: 'bob', type: TUICallType.VIDEO_CALL });
 * } catch (error) {
 *   if (error instanceof TUICallEngineError && error.code === TUIErrorCode.ERROR_PERMISSION_DENIED) askForMicrophone();
 * }
 * ```
 */
export class TUICallEngineError extends Error {
  override readonly name = 'TUICallEngineError';
  /** One of {@link TUIErrorCode}, or what the server reports. */
  readonly code: number;
  /** The method that failed. */
  readonly functionName: string;

  constructor(code: number, functionName: string, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.functionName = functionName;
  }

  getCode(): number {
    return this.code;
  }

  /** @internal */
  static from(error: unknown, functionName: string): TUICallEngineError {
    if (error instanceof TUICallEngineError) return error;
    return new TUICallEngineError(codeOf(error), functionName, messageOf(error), error);
  }
}
