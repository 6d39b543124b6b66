import type { EmptyResult } from '@ringback/protocol';
import type { Draft } from '../draft.js';
import { tellInside } from '../rules/audience.js';
import { removeDevice, withDevice } from '../rules/devices.js';
import { leave } from '../rules/leave.js';
import { insideWith } from '../rules/members.js';
import type { Device } from '../state.js';
import { ANNOUNCE_AFTER_MS } from './times.js';

/**
 * Devices without a link: the others are told (S1-27), and when the grace time is over the device is gone (G-10). A user without
 * devices is written once more, without what no longer counts (G-20).
 */
export function watchDevices(draft: Draft, userId: string): EmptyResult {
  const user = draft.user(userId);
  if (user?.usage && user.devices.length === 0) draft.putUser(user);
  for (const device of user?.devices ?? []) {
    const { link } = device;
    if (link.state === 'up') continue;
    if (link.until <= draft.now) expire(draft, userId, device.id);
    else if (!link.announced && link.at + ANNOUNCE_AFTER_MS <= draft.now)
      announce(draft, userId, device, link);
  }
  return {};
}

/** S1-17, S1-18. A callee who rings does not leave for being offline: his ring goes on for later devices. */
function expire(draft: Draft, userId: string, deviceId: string): void {
  const call = draft.callOf(userId);
  const inside = insideWith(call, userId, deviceId);
  if (call && inside) leave(draft, call, inside, 'lost');
  removeDevice(draft, userId, deviceId);
}

function announce(
  draft: Draft,
  userId: string,
  device: Device,
  link: Extract<Device['link'], { state: 'down' }>,
): void {
  const user = draft.user(userId);
  if (!user) return;
  draft.putUser(withDevice(user, { ...device, link: { ...link, announced: true } }));
  const call = draft.callOf(userId);
  if (call && insideWith(call, userId, device.id)) {
    tellInside(draft, call, { e: 'userLink', callId: call.callId, userId, isReachable: false }, userId);
  }
}
