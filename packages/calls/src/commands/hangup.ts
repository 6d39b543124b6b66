import type { EmptyResult } from '@ringback/protocol';
import type { Draft } from '../draft.js';
import type { DeviceInput } from '../input.js';
import { leave } from '../rules/leave.js';
import { insideWith, memberOf } from '../rules/members.js';
import { decline } from './reject.js';

/** S1-03, S1-10, S1-11; of one who rings it is `reject` (S1-23). On a call that is over it changes nothing (G-08). */
export function hangup(draft: Draft, { userId, deviceId }: DeviceInput, callId: string): EmptyResult {
  const call = draft.call(callId);
  const member = memberOf(call, userId);
  if (call && member?.state === 'ringing') decline(draft, call, member, deviceId);
  const inside = insideWith(call, userId, deviceId);
  if (call && inside) leave(draft, call, inside, 'hangup');
  return {};
}
