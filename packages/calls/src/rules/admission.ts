import type { CallState } from '../state.js';
import type { World } from '../world.js';

/**
 * Whether somebody who has no part in it may come into this call by its id: the app's setting says it (scenarios: who may do what). A call of
 * two admits only the two users' own devices.
 */
export function admits({ app, relations }: World, call: CallState, userId: string): boolean {
  if (!call.isGroup) return false;
  switch (app.join) {
    case 'callId':
      return true;
    case 'group':
      return call.groupId !== '' && relations.membership(call.groupId, userId) === 'member';
    case 'members':
      return call.past.some((part) => part.userId === userId && !part.unheard);
  }
}

/** Whether this user may learn which calls a group has: its members may, of a group that the server knows. */
export const hearsOfGroup = ({ relations }: World, groupId: string, userId: string): boolean =>
  relations.membership(groupId, userId) === 'member';
