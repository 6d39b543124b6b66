import type { EmptyResult, PublishCommand } from '@ringback/protocol';
import type { Draft } from '../draft.js';
import type { DeviceInput } from '../input.js';
import { Refusal } from '../refusal.js';
import { insideWith } from '../rules/members.js';
import { publish } from '../rules/publish.js';

/** Microphone and camera on or off: state of the server, so that whoever comes later learns it (G-14). */
export function publishCommand(draft: Draft, input: DeviceInput, command: PublishCommand): EmptyResult {
  const call = draft.call(command.callId);
  const member = insideWith(call, input.userId, input.deviceId);
  if (!call || !member) throw Refusal.notInCall();
  publish(draft, call, member, command.publish);
  return {};
}
