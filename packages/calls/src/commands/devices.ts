import type { EmptyResult } from '@ringback/protocol';
import type { Draft } from '../draft.js';
import type { DeviceInput } from '../input.js';
import { Refusal } from '../refusal.js';
import { deviceOf, kick, removeDevice, withDevice } from '../rules/devices.js';
import { leave } from '../rules/leave.js';
import { insideWith } from '../rules/members.js';

/** `logout()`: as `hangup()` where the device is in, as the loss of one ringing device where it rings (S1-32). */
export function logout(draft: Draft, { userId, deviceId }: DeviceInput): EmptyResult {
  const call = draft.callOf(userId);
  const inside = insideWith(call, userId, deviceId);
  if (call && inside) leave(draft, call, inside, 'silent');
  removeDevice(draft, userId, deviceId);
  return {};
}

/** `enableMultiDeviceAbility(!alone)` (G-11). */
export function setAlone(draft: Draft, { userId, deviceId }: DeviceInput, alone: boolean): EmptyResult {
  if (!alone && draft.app.devices === 1) throw Refusal.oneDeviceOnly();
  const user = draft.user(userId);
  const device = deviceOf(user, deviceId);
  if (!user || !device) throw Refusal.noDevice();
  if (device.alone !== alone) draft.putUser(withDevice(user, { ...device, alone }));
  if (alone) {
    for (const other of user.devices) {
      if (other.id !== deviceId) kick(draft, userId, other.id, 'another device wants to be the only one');
    }
  }
  return {};
}
