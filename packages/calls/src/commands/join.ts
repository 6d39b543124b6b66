import {
  CallEndReason,
  type CallInfo,
  type JoinCommand,
  type JoinGroupCommand,
  type JoinResult,
} from '@ringback/protocol';
import type { Draft } from '../draft.js';
import type { DeviceInput } from '../input.js';
import { Refusal } from '../refusal.js';
import { admits } from '../rules/admission.js';
import { tellInside } from '../rules/audience.js';
import { deviceOf } from '../rules/devices.js';
import { endEvent } from '../rules/ending.js';
import { answer, comeIn, deviceName, type Entry, tellWhole } from '../rules/enter.js';
import { infoOf, memberOf, roleOf, withMember } from '../rules/members.js';
import { publish } from '../rules/publish.js';
import type { CallState, Inside } from '../state.js';

/** S2-16 and S2-20. */
export function join(draft: Draft, input: DeviceInput, command: JoinCommand): JoinResult {
  return enter(draft, input, draft.call(command.callId), command);
}

/** `joinInGroupCall`: group and room must both be right (S2-16). The call in which this user has a part is meant before any other. */
export function joinGroup(draft: Draft, input: DeviceInput, command: JoinGroupCommand): JoinResult {
  const { groupId, publish } = command;
  const own = draft.callOf(input.userId);
  const calls = draft.world.callsOfGroup(groupId).filter((call) => isRoom(call, command));
  const call = calls.find(({ callId }) => callId === own?.callId) ?? calls.at(-1);
  if (!memberOf(call, input.userId) && draft.relations.membership(groupId, input.userId) === 'stranger') {
    throw Refusal.noSuchCall();
  }
  return enter(draft, input, call, { publish });
}

/** A number names the room before a text does (client.md §1.1). */
const isRoom = (call: CallState, { roomId, strRoomId }: Pick<CallInfo, 'roomId' | 'strRoomId'>): boolean =>
  roomId > 0 ? call.roomId === roomId : call.roomId === 0 && strRoomId !== '' && call.strRoomId === strRoomId;

function enter(
  draft: Draft,
  { userId, deviceId, commandId }: DeviceInput,
  call: CallState | undefined,
  { publish: published, replaces }: Pick<JoinCommand, 'publish' | 'replaces'>,
): JoinResult {
  const member = memberOf(call, userId);
  if (!call || (!member && !admits(draft.world, call, userId))) throw Refusal.noSuchCall();

  const entry: Entry = { deviceId, commandId, published, asked: call.type };
  const current = draft.callOf(userId);
  if (current && current.callId !== call.callId) {
    throw Refusal.state('this user rings for, calls or talks in another call');
  }
  if (member && member.state !== 'in') return resultOf(answer(draft, call, member, entry), userId);
  if (member) return resultOf(takeOver(draft, call, member, entry, replaces), userId);

  if (call.members.length >= draft.app.maxMembers) throw Refusal.callFull(call.members.length);
  return resultOf(comeIn(draft, call, userId, entry), userId);
}

const resultOf = (call: CallState, userId: string): JoinResult => ({
  call: infoOf(call),
  role: roleOf(call, userId),
  state: call.begunAt === null ? 'ringing' : 'in',
});

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
  const left = deviceOf(draft.user(userId), member.deviceId)?.link;
  if (left?.state === 'down' && left.announced) {
    tellInside(draft, moved, { e: 'userLink', callId: moved.callId, userId, isReachable: true }, userId);
  }
  const call = publish(draft, moved, inside, entry.published);
  tellWhole(draft, call, { ...inside, published: entry.published });
  return call;
}
