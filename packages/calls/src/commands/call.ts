import { CallEndReason, CallType, type CommandResults } from '@ringback/protocol';
import type { Draft } from '../draft.js';
import type { DeviceInput, MachineCommand } from '../input.js';
import { Refusal } from '../refusal.js';
import { tellRinging } from '../rules/audience.js';
import { settle } from '../rules/ending.js';
import { answer } from '../rules/enter.js';
import { inviteInto } from '../rules/invite.js';
import { countCall, countInvites } from '../rules/limits.js';
import { infoOf, insideOf, memberOf } from '../rules/members.js';
import {
  checkBlocked,
  checkCallees,
  checkPlaces,
  checkTimeout,
  invitation,
  pushOf,
  ringAll,
  unheardAmong,
} from '../rules/ring.js';
import type { CallState, Ringing, Unheard } from '../state.js';

type CallCommand = Extract<MachineCommand, { op: 'call' }>;

/** `call`, `calls`, `groupCall`: S1-01, S1-07, S1-08, S1-15, S1-29, S2-01. */
export function call(draft: Draft, input: DeviceInput, command: CallCommand): CommandResults['call'] {
  const { userId } = input;
  checkTimeout(command.timeout);
  const callees = checkCallees(draft, userId, command.userIds);

  const current = draft.callOf(userId) ?? unheardCallBy(draft, userId, callees);
  const own = memberOf(current, userId);
  if (current && own) {
    if (own.state !== 'in' && meets(current, callees)) {
      return { call: infoOf(glare(draft, input, command, current, own, callees)), state: 'accepted' };
    }
    throw Refusal.state('this user rings for, calls or talks in another call');
  }

  checkGroup(draft, userId, command.groupId);
  const fresh = place(draft, input, command, callees);
  checkBlocked(draft, userId, callees);
  checkPlaces(draft, callees.length + 1);
  countCall(draft, userId, callees);
  draft.fact({
    kind: 'started',
    at: draft.now,
    call: infoOf(fresh),
    caller: userId,
    callees,
    unheard: unheardAmong(draft, userId, callees),
    ...pushOf(command),
  });
  const { call: placed, busy } = ringAll(draft, fresh, callees, invitation(input, command));
  const lastBusy = busy.at(-1);
  if (lastBusy !== undefined) settle(draft, placed, { userId: lastBusy, reason: CallEndReason.LINE_BUSY });
  return { call: infoOf(placed), state: 'ringing' };
}

/** Its members are shown a call of their group, so nobody else may place one in its name. */
function checkGroup({ relations }: Draft, userId: string, groupId: string): void {
  if (groupId !== '' && relations.membership(groupId, userId) === 'stranger') throw Refusal.notInGroup();
}

function place(
  draft: Draft,
  input: DeviceInput,
  command: CallCommand,
  callees: readonly string[],
): CallState {
  const { now, fresh } = draft;
  const { strRoomId } = command;
  return {
    callId: fresh.callId,
    // A text without a number names the room; beside one it is only told.
    roomId: command.roomId || (strRoomId === '' ? fresh.roomId : 0),
    strRoomId,
    type: command.type,
    groupId: command.groupId,
    isGroup: command.groupId !== '' || callees.length > 1,
    caller: input.userId,
    userData: command.userData,
    createdAt: now,
    begunAt: null,
    members: [
      {
        state: 'in',
        userId: input.userId,
        invitedBy: input.userId,
        invitedAt: now,
        enteredAt: now,
        deviceId: input.deviceId,
        commandId: input.commandId,
        published: command.publish,
        asked: command.type,
      },
    ],
    past: [],
  };
}

/** Glare: he calls somebody who is in the very call for which he rings (S1-15). */
const meets = (current: CallState, callees: readonly string[]): boolean =>
  insideOf(current).some((member) => callees.includes(member.userId));

/**
 * Glare with somebody whom he has blocked: he calls the one who calls him. He wants to talk to him now, and that one sees what
 * he would see of anybody.
 */
const unheardCallBy = (draft: Draft, userId: string, callees: readonly string[]): CallState | undefined =>
  callees
    .filter((callee) => draft.relations.hasBlocked(userId, callee))
    .map((callee) => draft.callOf(callee))
    .find((call) => {
      const own = memberOf(call, userId);
      return own?.state === 'unheard' && callees.includes(own.invitedBy);
    });

/** S1-15: the later call becomes the answer to the earlier one, and an invitation of whom that one lacks. */
function glare(
  draft: Draft,
  input: DeviceInput,
  command: CallCommand,
  earlier: CallState,
  own: Ringing | Unheard,
  callees: readonly string[],
): CallState {
  const { userId, deviceId, commandId } = input;
  const missing = callees.filter((callee) => memberOf(earlier, callee) === undefined);
  checkPlaces(draft, earlier.members.length + missing.length);
  countInvites(draft, userId, missing);

  const type = earlier.begunAt === null ? Math.min(earlier.type, command.type) : earlier.type;
  const audioOnly = type === CallType.AUDIO;
  const met: CallState = audioOnly
    ? {
        ...earlier,
        type: CallType.AUDIO,
        members: earlier.members.map((member) =>
          member.state === 'in' && earlier.begunAt === null
            ? { ...member, published: { ...member.published, video: false } }
            : member,
        ),
      }
    : earlier;
  if (audioOnly && earlier.type === CallType.VIDEO) {
    const { callId } = earlier;
    const changed = { e: 'typeChanged', callId, oldType: CallType.VIDEO, newType: CallType.AUDIO } as const;
    tellRinging(draft, met, changed, userId);
  }
  const answered = answer(draft, met, own, {
    deviceId,
    commandId,
    published: audioOnly ? { ...command.publish, video: false } : command.publish,
    asked: command.type,
  });
  return inviteInto(draft, answered, missing, invitation(input, command));
}
