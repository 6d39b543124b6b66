import { TUIErrorCode } from '@ringback/engine';
import type { Trouble } from '../model/live.js';

/** 0 where an error has no code. */
export function codeOf(error: unknown): number {
  return error instanceof Error && 'code' in error && typeof error.code === 'number' ? error.code : 0;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** There is no call to do it in: over meanwhile, or not there yet. What ended it is told by an event. */
export function isMoot(error: unknown): boolean {
  return codeOf(error) === TUIErrorCode.ERROR_REQUEST_REFUSED;
}

/** What an error says about a microphone or camera; null: it is about something else. */
export function troubleOf(error: unknown): Trouble | null {
  switch (codeOf(error)) {
    case TUIErrorCode.ERROR_PERMISSION_DENIED:
      return 'blocked';
    case TUIErrorCode.NOT_MICROPHONE_LIST:
    case TUIErrorCode.NOT_CAMERA_LIST:
      return 'missing';
    case TUIErrorCode.UNKNOWN:
      return /NotReadableError|TrackStartError/u.test(messageOf(error)) ? 'inUse' : 'failed';
    default:
      return null;
  }
}
