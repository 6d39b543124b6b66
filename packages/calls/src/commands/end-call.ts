import { CallEndReason, type EmptyResult } from '@ringback/protocol';
import type { Draft } from '../draft.js';
import { finish } from '../rules/ending.js';

/** The app's backend ends the call for everyone (S1-22). */
export function endCall(draft: Draft, callId: string): EmptyResult {
  const call = draft.call(callId);
  if (call) {
    const reason = CallEndReason.END_BY_SERVER;
    finish(draft, call, { userId: '', reason }, reason);
  }
  return {};
}
