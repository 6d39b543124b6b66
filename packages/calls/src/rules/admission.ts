import type { CallState } from '../state.js';
import type { World } from '../world.js';

/**
 * Whether somebody who has no part in it may come into this call by its id (scenarios: who may do what). A call of two admits only the two
 * users' own devices.
 */
export const admits = (_world: World, call: CallState, _userId: string): boolean => call.isGroup;

/** Whether this user may learn which calls a group has. The server knows no groups: who has a part in a call knows of it, nobody else. */
export const hearsOfGroup = (_world: World, _groupId: string, _userId: string): boolean => false;
