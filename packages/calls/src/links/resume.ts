import type { EmptyResult } from '@ringback/protocol';
import type { Draft } from '../draft.js';
import type { LinkInput } from '../input.js';
import { Refusal } from '../refusal.js';
import { tellInside } from '../rules/audience.js';
import { deviceOf, removeDevice, withDevice } from '../rules/devices.js';
import { tellWhole } from '../rules/enter.js';
import { wasKicked } from '../rules/kicked.js';
import { leave } from '../rules/leave.js';
import { insideWith, memberOf } from '../rules/members.js';
import { publish } from '../rules/publish.js';
import { receivedEvent } from '../rules/ring.js';
import { restoredOf } from '../rules/whole.js';
import type { CallState, Device, Inside } from '../state.js';

/**
 * A new link of a device that is kept: S1-17, S1-27, S1-28, S1-31. One that was kicked out meanwhile is told so (G-11). A token that is
 * shown again after it was replaced was copied: the device ends, whoever has it (`ok`, and the device is gone).
 */
export function resume(draft: Draft, input: Extract<LinkInput, { kind: 'resume' }>): EmptyResult {
  const { userId, deviceId } = input;
  const user = draft.user(userId);
  const device = deviceOf(user, deviceId);
  const { claimHash } = input;
  if (!user || !device) {
    // A page that was loaded anew logs in because its app says so.
    if (!input.reloaded && wasKicked(user, deviceId, claimHash, draft.now)) throw Refusal.kickedOut();
    throw Refusal.noDevice();
  }
  if (claimHash !== device.tokenHash && claimHash !== device.unconfirmedFrom) {
    if (!isCopied(device, claimHash, draft.now)) throw Refusal.wrongToken();
    giveUp(draft, userId, deviceId);
    return {};
  }
  draft.putUser(
    withDevice(user, {
      ...device,
      tokenHash: input.tokenHash,
      unconfirmedFrom: claimHash,
      ...(claimHash === device.unconfirmedFrom && { overtaken: device.tokenHash }),
      link: { state: 'up', id: input.linkId },
    }),
  );

  const call = draft.callOf(userId);
  if (!call) return {};
  const inside = insideWith(call, userId, deviceId);
  if (inside && device.link.state === 'down' && device.link.announced) {
    tellInside(draft, call, { e: 'userLink', callId: call.callId, userId, isReachable: true }, userId);
  }
  if (input.reloaded) reload(draft, call, userId, deviceId, input.reloaded.restores);
  return {};
}

/** An attempt that the network held up may show the token before once more; after so long it is somebody else's. */
const LATE_MS = 60_000;

/** Two pages have the device's token, and nobody knows which of them is the right one. */
const isCopied = ({ spent, overtaken }: Device, claimHash: string, now: number): boolean =>
  claimHash === overtaken ||
  (spent !== undefined && spent.tokenHash === claimHash && now - spent.at >= LATE_MS);

function giveUp(draft: Draft, userId: string, deviceId: string): void {
  const call = draft.callOf(userId);
  const inside = insideWith(call, userId, deviceId);
  if (call && inside) leave(draft, call, inside, 'lost');
  removeDevice(draft, userId, deviceId);
}

/** The page was loaded anew and has seen nothing of its call (S1-28). */
function reload(draft: Draft, call: CallState, userId: string, deviceId: string, restores: boolean): void {
  const inside = insideWith(call, userId, deviceId);
  if (inside) {
    if (restores) restore(draft, call, inside);
    else leave(draft, call, inside, 'silent');
  } else if (memberOf(call, userId)?.state === 'ringing') {
    draft.tellDevice(userId, deviceId, receivedEvent(call, userId));
  }
}

function restore(draft: Draft, before: CallState, member: Inside): void {
  // Capture stays closed until the app opens it, so nothing is published.
  const call = publish(draft, before, member, { audio: false, video: false });
  const { userId, deviceId } = member;
  draft.tellDevice(userId, deviceId, restoredOf(call, member));
  tellWhole(draft, call, member);
}
