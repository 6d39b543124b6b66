import { Code } from '@ringback/protocol';
import { Failure } from '../../errors/failure.js';

export type CaptureKind = 'microphone' | 'camera';

/** What `getUserMedia` or the lack of it means (client.md §2.7). */
export function captureFailure(kind: CaptureKind, error: unknown): Failure {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') {
    // Kits look for Chromium's words, whatever this browser's are.
    return new Failure(
      Code.PERMISSION_DENIED,
      `the ${kind} may not be used. NotAllowedError: Permission denied`,
      error,
    );
  }
  // OverconstrainedError: the chosen device is not there any more. Nothing else is asked for strictly.
  if (name === 'NotFoundError' || name === 'OverconstrainedError') {
    const code = kind === 'microphone' ? Code.NO_MICROPHONE : Code.NO_CAMERA;
    return new Failure(code, `no such ${kind}: ${error}`, error);
  }
  return new Failure(Code.UNKNOWN, `the ${kind} cannot be opened: ${error}`, error);
}

/** The browser's devices. Throws where it gives a page none. */
export function mediaDevices(): MediaDevices {
  const devices: MediaDevices | undefined = globalThis.navigator?.mediaDevices;
  if (devices) return devices;
  if (globalThis.isSecureContext === false) {
    throw new Failure(
      Code.INSECURE_PAGE,
      'browsers give microphone and camera to https pages and localhost only',
    );
  }
  throw new Failure(Code.UNKNOWN, 'this browser gives pages no microphone and no camera');
}
