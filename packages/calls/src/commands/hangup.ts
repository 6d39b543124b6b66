import type { EmptyResult, HangupCommand } from '@ringback/protocol';
import type { Draft } from '../draft.js';
import type { DeviceInput } from '../input.js';
import { leave } from '../rules/leave.js';
import { insideWith, ringingBy } from '../rules/members.js';
import { decline } from './reject.js';

/** S1-03, S1-10, S1-11; of one who rings it is `reject` (S1-23). On a call that is over it changes nothing (G-08). */
export function hangup(
  draft: Draft,
  { userId, deviceId }: DeviceInput,
  { callId, ring }: HangupCommand,
): EmptyResult {
  const call = draft.call(callId);
  const ringing = ringingBy(call, userId, ring);
  if (call && ringing) decline(draft, call, ringing, deviceId);
  const inside = insideWith(call, userId, deviceId);
  if (call && inside) leave(draft, call, inside, 'hangup');
  return {};
}
