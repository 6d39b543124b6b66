import { type CallInfo, type CallType, Code } from '@ringback/protocol';
import { codeOf } from '../errors/failure.js';
import { Deadline } from './deadline.js';
import { emitError, openMicrophone } from './microphone.js';
import type { SessionParts } from './ports.js';
import type { Slot } from './slot.js';

export interface CallOrder {
  readonly userId: string;
  readonly type: CallType;
  readonly roomId: number;
  readonly strRoomId: string;
  /** Seconds, 0 = none. */
  readonly timeout: number;
  readonly userData: string;
}

/** `call()`: S1-01, S1-07…09, S1-15, S1-24, S1-29. Resolves with the call that the server has made of it. */
export async function dial(parts: SessionParts, slot: Slot, order: CallOrder): Promise<CallInfo> {
  const deadline = new Deadline(parts.clock);
  const conversation = slot.dial();
  slot.flow = deadline;
  try {
    await openMicrophone(parts, deadline);
    const { userId, ...rest } = order;
    const offers = await deadline.race(conversation.offersFor([userId]));
    const publish = parts.capture.published;
    const { call, state } = await parts.link.command(
      { op: 'call', userIds: [userId], groupId: '', ...rest, publish, offers },
      { signal: deadline.signal },
    );
    slot.flow = null;
    slot.know(
      state === 'ringing'
        ? { kind: 'ringing', role: 'inviter', call }
        : { kind: 'in', role: 'invitee', call, since: null },
    );
    conversation.bind(call.callId);
    // Glare (S1-15): both sides have offered, which the media settles. The other's offer came with the ring that was held back.
    const met = state === 'accepted' ? slot.releaseHeld() : null;
    for (const { from, signal } of met?.signals ?? []) conversation.receive(from, signal);
    slot.publisher.begin(call.callId, publish);
    return call;
  } catch (error) {
    // Hung up meanwhile, and perhaps on to the next call: nothing here is this call's any more.
    if (slot.flow === deadline) slot.clear();
    if (codeOf(error) === Code.BLOCKED) emitError(parts, error);
    throw error;
  } finally {
    deadline.end();
  }
}
