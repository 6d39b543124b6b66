import type { CallState } from '@ringback/calls';

/** The device from which something comes. Who it is was proved at its login. */
export interface Sender {
  readonly userId: string;
  readonly deviceId: string;
}

/** Where a signal may go. */
export type Route =
  /** To this device, now: both are in. */
  | { readonly way: 'relay'; readonly deviceId: string }
  /** Nowhere before the answer is committed: the recipient rings. Whoever never hears of the ring gets no offer either. */
  | { readonly way: 'hold'; readonly isHeard: boolean }
  | { readonly way: 'refuse'; readonly why: RouteRefusal };

export type RouteRefusal =
  | 'no such call'
  | 'the sender is not in the call with this device'
  | 'the recipient has no part in the call'
  | 'sender and recipient are one';

/**
 * Who may signal to whom, by the committed call alone: only from the device with which the sender is in, only to somebody of the
 * same call, and to somebody who rings nothing that tells an address (scenarios: who may do what; G-19).
 */
export function routeOf(call: CallState | undefined, from: Sender, to: string): Route {
  if (!call) return { way: 'refuse', why: 'no such call' };
  if (!isInside(call, from)) {
    return { way: 'refuse', why: 'the sender is not in the call with this device' };
  }
  if (to === from.userId) return { way: 'refuse', why: 'sender and recipient are one' };
  const recipient = call.members.find((member) => member.userId === to);
  switch (recipient?.state) {
    case undefined:
      return { way: 'refuse', why: 'the recipient has no part in the call' };
    case 'ringing':
    case 'unheard':
      return { way: 'hold', isHeard: recipient.state === 'ringing' };
    case 'in':
      return { way: 'relay', deviceId: recipient.deviceId };
  }
}

export const isInside = (call: CallState, { userId, deviceId }: Sender): boolean =>
  call.members.some(
    (member) => member.state === 'in' && member.userId === userId && member.deviceId === deviceId,
  );
