import { CallEndReason, type CommandResults, type JoinCommand } from '@ringback/protocol';
import type { Draft } from '../draft.js';
import type { DeviceInput } from '../input.js';
import { Refusal } from '../refusal.js';
import { endEvent } from '../rules/ending.js';
import { answer, comeIn, deviceName, type Entry, tellWhole } from '../rules/enter.js';
import { infoOf, memberOf, withMember } from '../rules/members.js';
import { publish } from '../rules/publish.js';
import type { CallState, Inside } from '../state.js';

/** S2-16 and S2-20. */
export function join(draft: Draft, input: DeviceInput, command: JoinCommand): CommandResults['join'] {
  const { userId, deviceId, commandId } = input;
  const call = draft.call(command.callId);
  const member = memberOf(call, userId);
  // A call of two admits only the two users' own devices.
  if (!call || (!member && !call.isGroup)) throw Refusal.noSuchCall();

  const entry: Entry = { deviceId, commandId, published: command.publish, asked: call.type };
  if (member?.state === 'ringing') return { call: infoOf(answer(draft, call, member, entry)) };
  if (member) return { call: infoOf(takeOver(draft, call, member, entry, command.replaces)) };

  if (draft.callOf(userId)) throw Refusal.state('this user rings for, calls or talks in another call');
  if (call.members.length >= draft.app.maxMembers) throw Refusal.callFull(call.members.length);
  return { call: infoOf(comeIn(draft, call, userId, entry)) };
}

/** Another device goes on with the call: the others see changed availability, no leaving and no entering (S2-20). */
function takeOver(
  draft: Draft,
  before: CallState,
  member: Inside,
  entry: Entry,
  replaces: string | undefined,
): CallState {
  if (member.deviceId === entry.deviceId) return before;
  if (member.deviceId !== replaces) throw Refusal.state('another device is in the call by now');

  const { userId } = member;
  draft.tellDevice(userId, member.deviceId, {
    ...endEvent(draft, before, member, { userId, reason: CallEndReason.OTHER_DEVICE_ACCEPTED }),
    device: deviceName(draft, userId, entry.deviceId),
  });
  const { deviceId, commandId } = entry;
  const moved = draft.putCall(withMember(before, { ...member, deviceId, commandId }));
  const inside = memberOf(moved, userId);
  if (inside?.state !== 'in') return moved;
  const call = publish(draft, moved, inside, entry.published);
  if (call.begunAt !== null) tellWhole(draft, call, { ...inside, published: entry.published });
  return call;
}
