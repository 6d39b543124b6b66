import { CallEndReason, type CallOver, type RecordedPart } from '@ringback/protocol';
import type { Store } from '../../store/contract.js';
import type { Clock } from '../../system/clock.js';

interface Parts {
  readonly store: Pick<Store, 'liveCall' | 'record' | 'deviceName'>;
  readonly clock: Pick<Clock, 'now'>;
}

interface Whose {
  readonly appId: number;
  readonly login: { readonly userId: string };
}

/**
 * How the last stay or ring of this user in a call ended, for a page that was away (S1-17, S1-18, S1-30). undefined: there was none that
 * has ended, or there is no such call: a guess learns nothing.
 */
export async function missedEnd(
  { store, clock }: Parts,
  { appId, login: { userId } }: Whose,
  callId: string,
): Promise<CallOver | undefined> {
  const live = await store.liveCall(appId, callId);
  if (live) {
    const member = live.members.find((one) => one.userId === userId);
    if (member?.state === 'in') {
      // With another device: it has answered there, or has taken over (S1-12, S2-20).
      const now = clock.now();
      const since = Math.max(live.begunAt ?? now, member.enteredAt);
      const totalTime = Math.max(0, Math.floor((now - since) / 1_000));
      const reason = CallEndReason.OTHER_DEVICE_ACCEPTED;
      const name = await store.deviceName({ appId, userId, deviceId: member.deviceId });
      return {
        callId,
        reason,
        entered: true,
        userId,
        totalTime,
        ...(name !== undefined && { device: { name } }),
      };
    }
    const part = lastPart(live.past, userId);
    return part && endOf(callId, part, userId);
  }
  const record = await store.record(appId, callId);
  const part = record && lastPart(record.parts, userId);
  if (!part) return undefined;
  // Who was out before the end had left by himself.
  const endedWithCall = part.outAt === record.endedAt;
  return endOf(callId, part, endedWithCall ? record.endedBy : userId);
}

const endOf = (callId: string, part: RecordedPart, endedBy: string): CallOver => ({
  callId,
  reason: part.reason,
  entered: part.enteredAt !== null,
  userId: endedBy,
  totalTime: part.talkTime,
});

const lastPart = (parts: readonly RecordedPart[], userId: string): RecordedPart | undefined =>
  parts.findLast((part) => part.userId === userId);
