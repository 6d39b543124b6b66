import { type CallInfo, type CallType, Code, type PushInfo } from '@ringback/protocol';
import { codeOf } from '../errors/failure.js';
import type { Conversation } from './conversation.js';
import { entering, takeHeld } from './entering.js';
import { emitError, openMicrophone } from './microphone.js';
import type { SessionParts } from './ports.js';
import type { Slot } from './slot.js';

/** How it rings. */
export interface RingOrder {
  /** Seconds, 0 = none. */
  readonly timeout: number;
  readonly userData: string;
  readonly push?: PushInfo;
}

export interface CallOrder extends RingOrder {
  readonly userIds: readonly string[];
  readonly type: CallType;
  readonly groupId: string;
  readonly roomId: number;
  readonly strRoomId: string;
}

/** `call()`, `calls()`, `groupCall()`: S1-01, S1-07…09, S1-15, S1-24, S1-29, S2-01. Resolves with the call that the server has made of it. */
export async function dial(parts: SessionParts, slot: Slot, order: CallOrder): Promise<CallInfo> {
  try {
    return await entering(parts, slot, async (conversation, deadline) => {
      await openMicrophone(parts, deadline);
      const { userIds } = order;
      const [callee, ...more] = userIds;
      const isPair = callee !== undefined && more.length === 0;
      const offers = isPair ? await deadline.race(conversation.offersFor([callee])) : undefined;
      const publish = parts.capture.published;
      const { call, state } = await parts.link.command(
        { op: 'call', ...order, publish, ...(offers && { offers }) },
        { signal: deadline.signal },
      );
      slot.flow = null;
      slot.know(
        state === 'ringing'
          ? { kind: 'ringing', role: 'inviter', call }
          : { kind: 'in', role: 'invitee', call, since: null },
      );
      slot.roster.ring(userIds);
      if (!isPair) offerEach(parts, conversation, call.callId, userIds);
      conversation.bind(call.callId);
      // Glare (S1-15): both sides have offered, which the media settles. The other's offer came with the ring that was held back.
      if (state === 'accepted') takeHeld(slot, conversation, call.callId);
      slot.publisher.begin(call.callId, publish);
      return call;
    });
  } catch (error) {
    if (codeOf(error) === Code.BLOCKED) emitError(parts, error);
    throw error;
  }
}

/** Several are prepared with while it rings, not before: the ring would wait for all offers, and one frame does not hold them. */
function offerEach(
  { link, warn }: SessionParts,
  conversation: Conversation,
  callId: string,
  userIds: readonly string[],
): void {
  // Each by himself: one who is busy is closed while his offer is made, which may never be done then.
  for (const userId of userIds) {
    conversation.offersFor([userId]).then(
      (offers) => {
        for (const [to, sdp] of Object.entries(offers)) {
          link.signal(callId, to, { kind: 'description', type: 'offer', sdp });
        }
      },
      (error: unknown) => warn(`nothing is prepared with ${userId}`, error),
    );
  }
}
