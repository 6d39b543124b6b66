import type { CallInfo, CallRole, JoinCommand, JoinGroupCommand } from '@ringback/protocol';
import type { Deadline } from './deadline.js';
import { entering, takeHeld } from './entering.js';
import { openMicrophone } from './microphone.js';
import type { SessionParts } from './ports.js';
import type { Slot } from './slot.js';

export type JoinOrder = Omit<JoinCommand, 'publish' | 'replaces'> | Omit<JoinGroupCommand, 'publish'>;

export interface Joined {
  readonly call: CallInfo;
  readonly role: CallRole;
}

/** `join()` and `joinInGroupCall()`: S2-16, S2-20. */
export function joinCall(parts: SessionParts, slot: Slot, order: JoinOrder): Promise<Joined> {
  return entering(parts, slot, async (conversation, deadline) => {
    const [replaces] = await Promise.all([
      deviceToReplace(parts, order, deadline),
      openMicrophone(parts, deadline),
    ]);
    const publish = parts.capture.published;
    const { call, role, state } = await parts.link.command(
      { ...order, ...replaces, publish },
      { signal: deadline.signal },
    );
    slot.flow = null;
    slot.know(
      state === 'ringing'
        ? { kind: 'ringing', role: 'inviter', call }
        : { kind: 'in', role, call, since: null },
    );
    conversation.bind(call.callId, replaces.replaces === undefined ? 'new' : 'moved');
    takeHeld(slot, conversation, call.callId);
    slot.publisher.begin(call.callId, publish);
    return { call, role };
  });
}

/** A take-over names the device with which this user is in: of two at the same moment one wins (S2-20). */
async function deviceToReplace(
  { link }: SessionParts,
  order: JoinOrder,
  { signal }: Deadline,
): Promise<Pick<JoinCommand, 'replaces'>> {
  if (order.op !== 'join') return {};
  const { callId } = order;
  const [call] = (await link.request({ ask: 'liveCalls', callId }, { signal })).calls;
  return call?.device ? { replaces: call.device.id } : {};
}
