import type { EmptyResult } from '@ringback/protocol';
import type { Draft } from '../draft.js';
import type { LinkInput } from '../input.js';
import { deviceOf, withDevice } from '../rules/devices.js';
import { notFromTheFuture } from '../rules/set-back.js';

/** A page that said it is leaving is kept for this long (G-10, G-18). */
const GRACE_WHEN_LEAVING_MS = 5_000;

/** The device's link is gone; the device is kept for the grace time, counted from the last byte (G-10). */
export function lost(draft: Draft, input: Extract<LinkInput, { kind: 'lost' }>): EmptyResult {
  const user = draft.user(input.userId);
  const device = deviceOf(user, input.deviceId);
  // An older link that ends after the newer one came says nothing about the device.
  if (!user || device?.link.state !== 'up' || device.link.id !== input.linkId) return {};
  const { graceTimeMs } = draft.app;
  const grace = input.leaving ? Math.min(GRACE_WHEN_LEAVING_MS, graceTimeMs) : graceTimeMs;
  const link = { state: 'down', at: draft.now, until: input.heardAt + grace, announced: false } as const;
  draft.putUser(withDevice(user, { ...device, link }));
  return {};
}

/** The server has started: no device has a link, and all grace times begin anew (G-10, S1-25). The clock may be another one. */
export function restarted(draft: Draft, userId: string): EmptyResult {
  const user = draft.user(userId);
  if (!user || user.devices.length === 0) return {};
  draft.putUser({
    ...user,
    devices: user.devices.map((device) => ({
      ...device,
      link: {
        state: 'down',
        at: device.link.state === 'down' ? Math.min(device.link.at, draft.now) : draft.now,
        until: draft.now + draft.app.graceTimeMs,
        announced: device.link.state === 'down' && device.link.announced,
      },
    })),
  });
  const call = draft.callOf(userId);
  if (call) {
    const present = notFromTheFuture(call, draft.now);
    if (present !== call) draft.putCall(present);
  }
  return {};
}
