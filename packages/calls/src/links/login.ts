import type { EmptyResult } from '@ringback/protocol';
import type { Draft } from '../draft.js';
import type { LinkInput } from '../input.js';
import { letReturn, makeRoom } from '../rules/devices.js';
import { memberOf } from '../rules/members.js';
import { receivedEvent } from '../rules/ring.js';

/** A new device. It rings for the rest of a window that is open (S1-06, G-09). */
export function login(draft: Draft, input: Extract<LinkInput, { kind: 'login' }>): EmptyResult {
  const { userId, deviceId, deviceName, linkId, tokenHash, returning } = input;
  if (returning) letReturn(draft, userId, returning);
  makeRoom(draft, userId);
  const user = draft.user(userId);
  draft.putUser({
    ...user,
    id: userId,
    devices: [
      ...(user?.devices ?? []),
      {
        id: deviceId,
        name: deviceName,
        tokenHash,
        unconfirmedFrom: returning?.claimHash ?? null,
        alone: returning?.alone ?? false,
        activeAt: draft.now,
        link: { state: 'up', id: linkId },
      },
    ],
  });
  const call = draft.callOf(userId);
  if (call && memberOf(call, userId)?.state === 'ringing') {
    draft.tellDevice(userId, deviceId, receivedEvent(call, userId));
  }
  return {};
}
