import type { CallState } from '@ringback/calls';
import type { MessageFromFrame, MessageToFrame } from '@ringback/protocol';
import type { DeviceAddress } from '../store/contract.js';
import { isInside, type Sender } from './route.js';

export interface MessagesDeps {
  /** The live call as last committed. */
  readonly callOf: (appId: number, callId: string) => CallState | undefined;
  /** Lost where the device has no link, or reads too slowly. */
  readonly sendToDevice: (to: DeviceAddress, frame: MessageFromFrame) => void;
}

/**
 * What an app says to everybody else who is in a call, by the committed call alone: from the device with which the sender is in, to
 * the devices with which the others are. Nothing is stored, and who rings hears nothing.
 */
export class Messages {
  readonly #deps: MessagesDeps;

  constructor(deps: MessagesDeps) {
    this.#deps = deps;
  }

  /** false: the sender is not in such a call. */
  send(appId: number, from: Sender, { callId, message }: Omit<MessageToFrame, 't'>): boolean {
    const call = this.#deps.callOf(appId, callId);
    if (!call || !isInside(call, from)) return false;
    const frame: MessageFromFrame = { t: 'message', callId, from: from.userId, message };
    for (const member of call.members) {
      if (member.state !== 'in' || member.userId === from.userId) continue;
      this.#deps.sendToDevice({ appId, userId: member.userId, deviceId: member.deviceId }, frame);
    }
    return true;
  }
}
