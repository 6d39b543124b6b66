import type { Conversation } from './conversation.js';
import { Deadline } from './deadline.js';
import type { SessionParts } from './ports.js';
import type { Slot } from './slot.js';

/**
 * An own way into a call, from the app's wish to the server's word: `hangup()` cuts it short as long as `slot.flow` is its deadline. Where
 * it fails nothing of it is left.
 */
export async function entering<T>(
  parts: SessionParts,
  slot: Slot,
  steps: (conversation: Conversation, deadline: Deadline) => Promise<T>,
): Promise<T> {
  const deadline = new Deadline(parts.clock);
  const conversation = slot.dial();
  slot.flow = deadline;
  try {
    return await steps(conversation, deadline);
  } catch (error) {
    // Hung up meanwhile, and perhaps on to the next call: nothing here is this call's any more.
    if (slot.flow === deadline) slot.clear();
    throw error;
  } finally {
    deadline.end();
  }
}

/** A ring of the same call that was held back is this call now: what was signalled for it counts. */
export function takeHeld(slot: Slot, conversation: Conversation, callId: string): void {
  if (slot.held?.event.call.callId !== callId) return;
  for (const { from, signal } of slot.releaseHeld()?.signals ?? []) conversation.receive(from, signal);
}
