import { Code, type CommandOp } from '@ringback/protocol';
import { isInside } from '../media/route.js';
import type { CommitResult, DeviceAddress } from '../store/contract.js';
import type { LiveCalls } from './live-calls.js';

/**
 * The first answer of a repeated command (G-08), unless it says that this device is in a call and it is not any more. Whoever still waits
 * for it has missed both that and the end, which the inbox no longer keeps (S1-30): he would show the call for good.
 */
export function firstAnswer(
  result: CommitResult,
  op: CommandOp,
  device: DeviceAddress,
  calls: LiveCalls,
): CommitResult {
  if (!result.ok || !result.repeated || !('call' in result.result)) return result;
  const call = calls.call(device.appId, result.result.call.callId);
  if (call && isInside(call, device)) return result;
  const code = call || op === 'call' ? Code.WRONG_STATE : Code.NO_SUCH_CALL;
  return {
    ok: false,
    code,
    message: 'the call has ended, or this device has left it, before this was answered',
  };
}
