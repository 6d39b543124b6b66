import { CallEndReason } from '@ringback/protocol';
import type { Draft } from '../draft.js';
import type { Returning } from '../input.js';
import { Refusal } from '../refusal.js';
import type { Device, UserState } from '../state.js';
import { rememberKicked } from './kicked.js';
import { leave } from './leave.js';
import { infoOf, insideWith, memberOf, roleOf } from './members.js';

export const deviceOf = (user: UserState | undefined, deviceId: string): Device | undefined =>
  user?.devices.find((device) => device.id === deviceId);

export const withDevice = (user: UserState, device: Device): UserState => ({
  ...user,
  devices: user.devices.map((other) => (other.id === device.id ? device : other)),
});

export function removeDevice(draft: Draft, userId: string, deviceId: string): void {
  const user = draft.user(userId);
  if (user) draft.putUser({ ...user, devices: user.devices.filter((device) => device.id !== deviceId) });
}

/** Another login takes this device's place: its call or ring ends, then KICKED_OUT (S1-19, G-11). */
export function kick(draft: Draft, userId: string, deviceId: string, message: string): void {
  const call = draft.callOf(userId);
  const inside = insideWith(call, userId, deviceId);
  if (call && inside) leave(draft, call, inside, 'kicked');
  else if (call && memberOf(call, userId)?.state === 'ringing') {
    // The ring goes on for the user's other and later devices.
    draft.tellDevice(userId, deviceId, {
      e: 'canceled',
      call: infoOf(call),
      role: roleOf(call, userId),
      reason: CallEndReason.OFFLINE,
    });
  }
  draft.tellDevice(userId, deviceId, { e: 'kickedOut', message });
  const user = draft.user(userId);
  const device = deviceOf(user, deviceId);
  if (user && device) draft.putUser(rememberKicked(user, device, draft.now));
  removeDevice(draft, userId, deviceId);
}

/**
 * G-11: a page that comes back by itself is no new login. Where there may be one device alone it stays away if another has logged in
 * meanwhile: that one would have kicked it out, had it not been given up before.
 */
export function letReturn(draft: Draft, userId: string, { claimHash, alone }: Returning): void {
  const devices = draft.user(userId)?.devices ?? [];
  // It was back already and missed its welcome: that device is its own.
  for (const device of devices) {
    if (device.unconfirmedFrom === claimHash) removeDevice(draft, userId, device.id);
  }
  const others = draft.user(userId)?.devices ?? [];
  const mayBeOne = alone || draft.app.devices === 1 || others.some((other) => other.alone);
  if (mayBeOne && others.length > 0) throw Refusal.kickedOut();
}

/** Makes room for one more device: those that want to be alone go, then whoever has been idle longest (G-11). */
export function makeRoom(draft: Draft, userId: string): void {
  for (const device of draft.user(userId)?.devices ?? []) {
    if (device.alone) kick(draft, userId, device.id, 'logged in on another device');
  }
  for (;;) {
    const devices = draft.user(userId)?.devices ?? [];
    if (devices.length < draft.app.devices) return;
    const call = draft.callOf(userId);
    const idle = devices.filter((device) => !insideWith(call, userId, device.id));
    const candidates = idle.length > 0 ? idle : devices;
    const longest = candidates.reduce((a, b) => (b.activeAt < a.activeAt ? b : a));
    kick(draft, userId, longest.id, 'logged in on another device');
  }
}
