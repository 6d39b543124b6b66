import { type CallOver, CloseCode, Code, PROTOCOL_VERSION } from '@ringback/protocol';
import { Failure } from '../errors/failure.js';

/** Why a connection is over. */
export type End =
  /** The server refused the login and said why. */
  | {
      readonly kind: 'refused';
      readonly code: number;
      readonly message: string;
      readonly retryAfterMs?: number | undefined;
      readonly over?: CallOver | undefined;
    }
  /** The server speaks another version of the protocol. */
  | { readonly kind: 'version'; readonly theirs: number }
  /** Closed by the other side or the network; 1006 where there never was a connection. */
  | { readonly kind: 'closed'; readonly code: number; readonly retryAfterMs?: number | undefined }
  /** Nothing came for too long, or something that cannot be. */
  | { readonly kind: 'broken'; readonly why: string };

/** Refusals that say "not now". */
const PASSING: readonly number[] = [Code.SERVER_ERROR, Code.TOO_MANY];

/** Whether the server is done with this device or these credentials, so that coming back is of no use. */
export function isFinal(end: End): boolean {
  switch (end.kind) {
    case 'refused':
      return !PASSING.includes(end.code);
    case 'version':
      return true;
    case 'closed':
      return end.code === CloseCode.LOGIN_REFUSED || end.code === CloseCode.DEVICE_GONE;
    case 'broken':
      return false;
  }
}

/** How long the server wants to be left alone; undefined: it has not said. */
export const retryAfterMs = (end: End): number | undefined =>
  end.kind === 'refused' || end.kind === 'closed' ? end.retryAfterMs : undefined;

/**
 * Whether the token was refused. A link that breaks before its welcome has arrived leaves this side with a token that the
 * server has replaced.
 */
export const isClaimRefused = (end: End): boolean => end.kind === 'refused' && end.code === Code.BAD_REQUEST;

/** What a login that came to this end rejects with. */
export function failureOf(end: End | null, url: string): Failure {
  switch (end?.kind) {
    case 'refused':
      return new Failure(end.code, end.message);
    case 'version':
      return new Failure(
        Code.BAD_REQUEST,
        `this engine speaks version ${PROTOCOL_VERSION} of the protocol, the server at ${url} version ${end.theirs}: use the engine of the server's release.`,
      );
    case 'closed':
      if (end.code === CloseCode.LOGIN_REFUSED)
        return new Failure(Code.NOT_LOGGED_IN, 'the server refused the login.');
      return Failure.noLink(`no link to ${url} (closed with code ${end.code}).`);
    case 'broken':
      return Failure.noLink(`no link to ${url} (${end.why}).`);
    case undefined:
      return Failure.noLink(`no link to ${url}.`);
  }
}
