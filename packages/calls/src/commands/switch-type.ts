import { CallType, type EmptyResult, type ServerEvent, type SwitchTypeCommand } from '@ringback/protocol';
import type { Draft } from '../draft.js';
import type { DeviceInput } from '../input.js';
import { Refusal } from '../refusal.js';
import { tellInside, tellRinging } from '../rules/audience.js';
import { insideOf, insideWith } from '../rules/members.js';
import { publish } from '../rules/publish.js';
import type { CallState } from '../state.js';

/** S1-20 and S1-21. */
export function switchType(draft: Draft, input: DeviceInput, command: SwitchTypeCommand): EmptyResult {
  const before = draft.call(command.callId);
  if (!before || !insideWith(before, input.userId, input.deviceId)) throw Refusal.notInCall();
  if (before.isGroup) throw Refusal.groupCall();
  if (before.type === command.type) throw Refusal.sameType();

  const event: ServerEvent = {
    e: 'typeChanged',
    callId: before.callId,
    oldType: before.type,
    newType: command.type,
  };
  const call = draft.putCall({
    ...before,
    type: command.type,
    members: before.members.map((member) =>
      member.state === 'in' ? { ...member, asked: command.type } : member,
    ),
  });
  tellInside(draft, call, event);
  tellRinging(draft, call, event);
  if (command.type === CallType.AUDIO) closeCameras(draft, call);
  return {};
}

function closeCameras(draft: Draft, before: CallState): void {
  let call = before;
  for (const member of insideOf(before)) {
    call = publish(draft, call, member, { ...member.published, video: false });
  }
}
