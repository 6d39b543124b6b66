import type { CommandResult } from '@ringback/protocol';
import { accept } from './commands/accept.js';
import { alerted } from './commands/alerted.js';
import { call } from './commands/call.js';
import { logout, setAlone } from './commands/devices.js';
import { endCall } from './commands/end-call.js';
import { hangup } from './commands/hangup.js';
import { cancelInvite, invite } from './commands/invite.js';
import { join, joinGroup } from './commands/join.js';
import { publishCommand } from './commands/publish.js';
import { reject } from './commands/reject.js';
import { switchType } from './commands/switch-type.js';
import { withdraw } from './commands/withdraw.js';
import type { Decision } from './decision.js';
import { Draft } from './draft.js';
import type { DeviceInput, Fresh, Input, LinkInput } from './input.js';
import { login } from './links/login.js';
import { lost, restarted } from './links/lost.js';
import { resume } from './links/resume.js';
import { Refusal } from './refusal.js';
import { deviceOf, withDevice } from './rules/devices.js';
import { watchDevices } from './wakes/grace.js';
import { endRings } from './wakes/rings.js';
import type { World } from './world.js';

/**
 * What an input does to the world: pure, and the only place where it is decided who is busy, who answered first, when a ring ends
 * and when a call ends (G-01). The same world, input and fresh values give the same decision.
 */
export function decide(world: World, input: Input, fresh: Fresh): Decision {
  const draft = new Draft(world, fresh);
  try {
    return { ok: true, result: apply(draft, input), changes: draft.changes() };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, code: error.code, message: error.message };
    throw error;
  }
}

function apply(draft: Draft, input: Input): CommandResult {
  switch (input.from) {
    case 'device':
      return applyCommand(draft, input);
    case 'link':
      return applyLink(draft, input);
    case 'clock':
      return 'callId' in input ? endRings(draft, input.callId) : watchDevices(draft, input.userId);
    case 'server':
      return endCall(draft, input.callId);
  }
}

function applyLink(draft: Draft, input: LinkInput): CommandResult {
  switch (input.kind) {
    case 'login':
      return login(draft, input);
    case 'resume':
      return resume(draft, input);
    case 'lost':
      return lost(draft, input);
    case 'restarted':
      return restarted(draft, input.userId);
  }
}

function applyCommand(draft: Draft, input: DeviceInput): CommandResult {
  authorize(draft, input);
  const { command } = input;
  switch (command.op) {
    case 'call':
      return call(draft, input, command);
    case 'accept':
      return accept(draft, input, command);
    case 'reject':
      return reject(draft, input, command);
    case 'hangup':
      return hangup(draft, input, command);
    case 'invite':
      return invite(draft, input, command);
    case 'cancelInvite':
      return cancelInvite(draft, input, command);
    case 'join':
      return join(draft, input, command);
    case 'joinGroup':
      return joinGroup(draft, input, command);
    case 'publish':
      return publishCommand(draft, input, command);
    case 'switchType':
      return switchType(draft, input, command);
    case 'alerted':
      return alerted(draft, input, command.callId);
    case 'alone':
      return setAlone(draft, input, command.alone);
    case 'logout':
      return logout(draft, input);
    case 'withdraw':
      return withdraw(draft, input, command.commandId);
  }
}

/** Idleness is told apart by the minute: a device's row is not rewritten for each of its commands. */
const ACTIVITY_STEP_MS = 60_000;

/** A command counts only on the newest link of a device that is logged in (G-16). */
function authorize(draft: Draft, { userId, deviceId, linkId }: DeviceInput): void {
  const user = draft.user(userId);
  const device = deviceOf(user, deviceId);
  if (!user || device?.link.state !== 'up' || device.link.id !== linkId) throw Refusal.noDevice();
  const wasIdle = draft.now - device.activeAt >= ACTIVITY_STEP_MS;
  // It could not speak on this link without the welcome, so it has its new token.
  const { unconfirmedFrom } = device;
  if (wasIdle || unconfirmedFrom !== null) {
    const spent = unconfirmedFrom === null ? {} : { spent: { tokenHash: unconfirmedFrom, at: draft.now } };
    draft.putUser(withDevice(user, { ...device, ...spent, activeAt: draft.now, unconfirmedFrom: null }));
  }
}
