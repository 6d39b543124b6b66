import { codeOf, messageOf } from '../errors/failure.js';
import { TUICallEvent } from '../events/names.js';
import type { Deadline } from './deadline.js';
import type { SessionParts } from './ports.js';

/** S1-24: without a microphone there is no call and no accept, and ERROR says why. */
export async function openMicrophone(parts: SessionParts, deadline: Deadline): Promise<void> {
  try {
    await deadline.race(parts.capture.openMicrophone());
  } catch (error) {
    // A call that ended meanwhile is no failure of a device.
    const over = deadline.signal.aborted && deadline.signal.reason === error;
    if (!over) emitError(parts, error);
    throw error;
  }
}

/** ERROR, behind the rejection that it goes with (G-17). */
export function emitError({ emit, later }: Pick<SessionParts, 'emit' | 'later'>, error: unknown): void {
  const message = messageOf(error);
  later(() => emit({ event: TUICallEvent.ERROR, payload: { code: codeOf(error), msg: message, message } }));
}
