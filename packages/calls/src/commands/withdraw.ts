import type { EmptyResult } from '@ringback/protocol';
import type { Draft } from '../draft.js';
import type { DeviceInput } from '../input.js';
import { cancelRings } from '../rules/cancel.js';
import { leave } from '../rules/leave.js';
import { awaitedOf, insideWith } from '../rules/members.js';

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
  if (member.commandId === commandId) {
    leave(draft, call, member, 'hangup');
    return {};
  }
  const rung = awaitedOf(call).filter((other) => other.invitedBy === userId && other.commandId === commandId);
  if (rung.length > 0) cancelRings(draft, call, rung, userId);
  return {};
}
