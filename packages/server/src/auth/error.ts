import { Code } from '@ringback/protocol';

/** Why a UserSig does not let its bearer in. */
export type AuthCode =
  | typeof Code.SIG_MALFORMED
  | typeof Code.SIG_WRONG_APP
  | typeof Code.SIG_WRONG_USER
  | typeof Code.SIG_EXPIRED
  | typeof Code.SIG_WRONG_KEY;

/** A refused UserSig. The message is for the app's developer and holds nothing secret. */
export class AuthError extends Error {
  override readonly name = 'AuthError';

  private constructor(
    readonly code: AuthCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  static malformed(what: string, cause?: unknown): AuthError {
    const options = cause === undefined ? undefined : { cause };
    return new AuthError(Code.SIG_MALFORMED, `the UserSig cannot be decoded: ${what}`, options);
  }

  static wrongApp(sdkAppId: number): AuthError {
    return new AuthError(Code.SIG_WRONG_APP, `the UserSig was not made for SDKAppID ${sdkAppId}`);
  }

  /** The app is not on this server, so no UserSig of it can be good. */
  static unknownApp(sdkAppId: number): AuthError {
    return new AuthError(Code.SIG_WRONG_APP, `SDKAppID ${sdkAppId} is not on this server`);
  }

  static wrongUser(): AuthError {
    return new AuthError(Code.SIG_WRONG_USER, 'the UserSig was made for another userID');
  }

  static expired(): AuthError {
    return new AuthError(Code.SIG_EXPIRED, 'the UserSig has expired');
  }

  /** Same code as `expired`: both are out of their time, and a fresh UserSig from a right clock mends both. */
  static notYetValid(): AuthError {
    return new AuthError(
      Code.SIG_EXPIRED,
      'the UserSig is from the future: check the clock of the machine that signs',
    );
  }

  static wrongKey(): AuthError {
    return new AuthError(Code.SIG_WRONG_KEY, 'the UserSig was made with another secret key');
  }
}
