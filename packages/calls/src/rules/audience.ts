import type { ServerEvent } from '@ringback/protocol';
import type { Draft } from '../draft.js';
import type { CallState } from '../state.js';
import { awaitedOf, insideOf, ringingOf } from './members.js';

/** Every device of the user, linked or not: the inbox keeps it for those that are away. */
export function tellUser(draft: Draft, userId: string, event: ServerEvent, exceptDevice?: string): void {
  for (const device of draft.user(userId)?.devices ?? []) {
    if (device.id !== exceptDevice) draft.tellDevice(userId, device.id, event);
  }
}

/** Those who are in, each on the device with which he is in. */
export function tellInside(draft: Draft, call: CallState, event: ServerEvent, exceptUser?: string): void {
  for (const member of insideOf(call)) {
    if (member.userId !== exceptUser) draft.tellDevice(member.userId, member.deviceId, event);
  }
}

/** Those who ring, on every device. */
export function tellRinging(draft: Draft, call: CallState, event: ServerEvent, exceptUser?: string): void {
  for (const member of ringingOf(call)) {
    if (member.userId !== exceptUser) tellUser(draft, member.userId, event);
  }
}

/** Everyone else: all who are in or ring, but the user whom it is about (G-14). */
export function tellOthers(draft: Draft, call: CallState, about: string, event: ServerEvent): void {
  tellInside(draft, call, event, about);
  tellRinging(draft, call, event, about);
}

/** LIST: of group calls only, to those who are in, after their begin (G-13, G-14). */
export function tellMembers(draft: Draft, call: CallState): void {
  for (const event of membersOf(call)) tellInside(draft, call, event);
}

export function membersOf(call: CallState): ServerEvent[] {
  if (!call.isGroup || call.begunAt === null) return [];
  const inCall = insideOf(call).map((member) => member.userId);
  const ringing = awaitedOf(call).map((member) => member.userId);
  return [{ e: 'members', callId: call.callId, inCall, ringing }];
}
