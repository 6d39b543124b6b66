import { Code, type Command } from '@ringback/protocol';
import { codeOf, Failure } from '../errors/failure.js';
import type { SessionParts } from './ports.js';
import type { Slot } from './slot.js';
import { isRung, type Known } from './stage.js';

/**
 * `hangup()` and `reject()`: S1-03, S1-04, S1-10, S1-23. The frame is written before this returns (G-18), and capture and playback
 * stop at once, link or no link. Resolves when it has taken effect, at the latest with the end of the grace time, at which the
 * server itself takes a lost device out of its call (G-10, G-16).
 */
export async function leave(parts: SessionParts, slot: Slot, op: 'hangup' | 'reject'): Promise<void> {
  const { stage, known, flow } = slot;
  if (op === 'reject' && stage.kind !== 'idle' && !(known && isRung(known))) {
    throw Failure.state('reject() declines a ring, and none is there to decline');
  }
  if (stage.kind === 'dialing') {
    // The call is withdrawn by its id: whether it has reached the server or not, nobody rings (G-16).
    flow?.abort(Failure.state('hung up before the server had answered'));
    slot.clear();
    slot.hadCall = true;
    // In a later task the promise of `call()` or `join()` has rejected, and the next one may begin.
    return new Promise((resolve) => parts.later(resolve));
  }
  if (!known) return;
  const { callId } = known.call;
  const written = parts.link.command(orderOf(op, known), { lasting: true });
  slot.leave();
  await takenEffect(parts, written);
  slot.left(callId);
}

/**
 * It says which ring it declines: it may come late, when the same call rings here anew. Behind an own `accept()` without an answer
 * it may find the call accepted, and leaves it then (S1-16).
 */
function orderOf(op: 'hangup' | 'reject', known: Known): Command {
  const { callId } = known.call;
  if (!isRung(known)) return { op: 'hangup', callId };
  return { op: known.answered ? 'hangup' : op, callId, ring: known.ring };
}

/** The server has, or may have, this device in a call that is over for the app. */
export function leaveUnseen({ link }: Pick<SessionParts, 'link'>, callId: string): void {
  link.command({ op: 'hangup', callId }, { lasting: true }).catch(() => {});
}

function takenEffect({ clock, link }: SessionParts, written: Promise<unknown>): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(link.graceTime * 1_000, resolve);
    written.then(
      () => {
        cancel();
        resolve();
      },
      (error: unknown) => {
        cancel();
        // The server has given this device up, and its part in the call with it.
        if (codeOf(error) === Code.NO_LINK) resolve();
        else reject(error);
      },
    );
  });
}
