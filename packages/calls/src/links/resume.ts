import type { EmptyResult } from '@ringback/protocol';
import type { Draft } from '../draft.js';
import type { LinkInput } from '../input.js';
import { Refusal } from '../refusal.js';
import { tellInside } from '../rules/audience.js';
import { deviceOf, withDevice } from '../rules/devices.js';
import { talkSince } from '../rules/ending.js';
import { tellWhole } from '../rules/enter.js';
import { wasKicked } from '../rules/kicked.js';
import { leave } from '../rules/leave.js';
import { infoOf, insideOf, insideWith, memberOf, ringingOf, roleOf } from '../rules/members.js';
import { publish } from '../rules/publish.js';
import { receivedEvent } from '../rules/ring.js';
import type { CallState, Inside } from '../state.js';

/** A new link of a device that is kept: S1-17, S1-27, S1-28, S1-31. One that was kicked out meanwhile is told so (G-11). */
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
  if (claimHash !== device.tokenHash && claimHash !== device.unconfirmedFrom) throw Refusal.wrongToken();
  draft.putUser(
    withDevice(user, {
      ...device,
      tokenHash: input.tokenHash,
      unconfirmedFrom: claimHash,
      activeAt: draft.now,
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
  draft.tellDevice(userId, deviceId, {
    e: 'restored',
    call: infoOf(call),
    role: roleOf(call, userId),
    userIds: insideOf(call).map((other) => other.userId),
    ringing: ringingOf(call).map((other) => other.userId),
    since: talkSince(call, member),
  });
  if (call.begunAt !== null) tellWhole(draft, call, member);
}
