import { Code } from '@ringback/protocol';
import { codeOf, messageOf } from '../errors/failure.js';
import { TUICallEvent } from '../events/names.js';
import type { Deadline } from './deadline.js';
import type { SessionParts } from './ports.js';

/** S1-24: without a microphone there is no call and no accept, and ERROR says why. */
export async function openMicrophone(parts: SessionParts, deadline: Deadline): Promise<void> {
  try {
    await deadline.race(parts.capture.openMicrophone());
  } catch (error) {
    emitError(parts, error);
    throw error;
  }
}

/** Failures of devices and permissions, and a blocked caller: an insecure page or a call that ended meanwhile is none of them (G-17). */
const TOLD: readonly number[] = [
  Code.PERMISSION_DENIED,
  Code.NO_MICROPHONE,
  Code.NO_CAMERA,
  Code.UNKNOWN,
  Code.BLOCKED,
];

/** ERROR, behind the rejection that it goes with, where it has one of these codes. */
export function emitError({ emit, later }: Pick<SessionParts, 'emit' | 'later'>, error: unknown): void {
  const code = codeOf(error);
  if (!TOLD.includes(code)) return;
  const message = messageOf(error);
  later(() => emit({ event: TUICallEvent.ERROR, payload: { code, msg: message, message } }));
}
