import type { EmptyResult } from '@ringback/protocol';
import type { Draft } from '../draft.js';
import type { DeviceInput } from '../input.js';
import { cancelRings } from '../rules/cancel.js';
import { leave } from '../rules/leave.js';
import { awaitedOf, insideWith } from '../rules/members.js';
import type { CallState } from '../state.js';

/**
 * The engine has given a command up and told its app so. If it had taken effect unseen, that is undone: the call is cancelled, the accept
 * hung up, whom it had invited rings no more (G-16). The device hears of the end: a call that met another one (S1-15) may be on its page
 * as a ring that was answered. An engine that knows nothing of the call drops it. A command cannot come after its own withdrawal: links
 * keep their order, and what comes on an older link is refused.
 */
export function withdraw(draft: Draft, { userId, deviceId }: DeviceInput, commandId: string): EmptyResult {
  const call = draft.callOf(userId);
  const member = insideWith(call, userId, deviceId);
  if (!call || !member) return {};
  const isEntry = member.commandId === commandId;
  // The end of a call that has not begun is the end of its rings.
  if (!isEntry || call.begunAt !== null) withdrawRings(draft, call, userId, commandId);
  if (isEntry) takeBack(draft, call.callId, userId, deviceId);
  return {};
}

function withdrawRings(draft: Draft, call: CallState, userId: string, commandId: string): void {
  const rung = awaitedOf(call).filter((other) => other.invitedBy === userId && other.commandId === commandId);
  if (rung.length > 0) cancelRings(draft, call, rung, userId);
}

/** Unless the call has ended with its rings. */
function takeBack(draft: Draft, callId: string, userId: string, deviceId: string): void {
  const call = draft.call(callId);
  const inside = insideWith(call, userId, deviceId);
  if (call && inside) leave(draft, call, inside, 'hangup');
}
