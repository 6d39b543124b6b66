import type { CallInfo } from '@ringback/protocol';
import { Failure } from '../errors/failure.js';
import { Deadline } from './deadline.js';
import { openMicrophone } from './microphone.js';
import type { SessionParts } from './ports.js';
import type { Slot } from './slot.js';
import { isRung } from './stage.js';

/** `accept()`: S1-02, S1-12, S1-14, S1-16, S1-24. One that is given up is withdrawn (G-16); what it had come to ends by the server's word. */
export async function answer(parts: SessionParts, slot: Slot): Promise<CallInfo> {
  const { stage, conversation } = slot;
  if (!isRung(stage) || !conversation) {
    throw Failure.state('accept() answers a ring, and none is there to answer');
  }
  const { ring } = stage;
  const { callId } = stage.call;
  const stillRings = () => isRung(slot.stage) && slot.stage.ring === ring;
  const deadline = new Deadline(parts.clock);
  slot.flow = deadline;
  try {
    await openMicrophone(parts, deadline);
    const prepared = await deadline.race(conversation.prepared());
    // From here on the server's word decides: a hangup follows the accept on the same link (S1-16).
    slot.flow = null;
    if (isRung(slot.stage)) slot.know({ ...slot.stage, answered: true });
    const publish = parts.capture.published;
    const { call } = await parts.link.command(
      { op: 'accept', callId, ring, publish, ...prepared },
      { signal: deadline.signal },
    );
    if (!stillRings()) throw Failure.callOver();
    slot.know({ kind: 'in', role: 'invitee', call, since: null });
    conversation.bind(callId);
    slot.publisher.begin(callId, publish);
    return call;
  } catch (error) {
    if (stillRings()) {
      slot.flow = null;
      parts.capture.closeMicrophone();
    }
    throw error;
  } finally {
    deadline.end();
  }
}
