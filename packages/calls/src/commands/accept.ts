import type { CommandResults } from '@ringback/protocol';
import type { Draft } from '../draft.js';
import type { DeviceInput, MachineCommand } from '../input.js';
import { Refusal } from '../refusal.js';
import { answer } from '../rules/enter.js';
import { infoOf, insideWith, memberOf, ringingBy } from '../rules/members.js';

/** The first to be committed wins: S1-02, S1-14, S1-16. One that names a ring which is over answers no later one (G-16). */
export function accept(
  draft: Draft,
  input: DeviceInput,
  command: Extract<MachineCommand, { op: 'accept' }>,
): CommandResults['accept'] {
  const { userId, deviceId, commandId } = input;
  const call = draft.call(command.callId);
  const member = command.ring === undefined ? memberOf(call, userId) : ringingBy(call, userId, command.ring);
  if (call && member?.state === 'ringing') {
    const entry = { deviceId, commandId, published: command.publish, asked: call.type };
    return { call: infoOf(answer(draft, call, member, entry)) };
  }
  // A repeat of what took effect (G-08).
  if (call && insideWith(call, userId, deviceId)) return { call: infoOf(call) };
  throw Refusal.notInCall();
}
