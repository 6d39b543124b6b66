import type { CommandResult, IceServersFrame } from '@ringback/protocol';
import type { IceServers } from '../media/ice-servers.js';
import { isInside } from '../media/route.js';
import type { DeviceAddress } from '../store/contract.js';
import type { Clock } from '../system/clock.js';
import type { LiveCalls } from './live-calls.js';

export interface IceSupplyParts {
  readonly ice: IceServers;
  readonly calls: LiveCalls;
  readonly clock: Clock;
}

/**
 * Gives one device the ICE servers that need credentials, for as long as it is in a call and never otherwise. What is told is made
 * at that moment: inbox entries are stored and told again, credentials are neither.
 */
export class IceSupply {
  readonly #parts: IceSupplyParts;
  readonly #device: DeviceAddress;
  readonly #send: (frame: IceServersFrame) => void;
  /** Until the device is found to be in no call. By the time of day, as the TURN server checks them by that. */
  #renewal: { readonly callId: string; readonly at: number } | null = null;

  constructor(parts: IceSupplyParts, device: DeviceAddress, send: (frame: IceServersFrame) => void) {
    this.#parts = parts;
    this.#device = device;
    this.#send = send;
  }

  /** Before an answer: it may be the one that brings the device into a call. */
  before(result: CommandResult): void {
    if (this.#parts.ice.areTimed && 'call' in result) this.#give(result.call.callId);
  }

  /** The link has come; the device may have been in a call all along. */
  linked(): void {
    const call = this.#parts.calls.callOf(this.#device);
    if (call) this.#give(call.callId);
  }

  /** With every ping: often enough for credentials that are good for minutes. */
  renew(): void {
    if (this.#renewal && this.#parts.clock.timeOfDay() >= this.#renewal.at) this.#give(this.#renewal.callId);
  }

  #give(callId: string): void {
    const { ice, calls, clock } = this.#parts;
    const { appId } = this.#device;
    this.#renewal = null;
    const call = calls.call(appId, callId);
    if (!call || !isInside(call, this.#device)) return;
    const now = clock.timeOfDay();
    const timed = ice.forCall(this.#device, now);
    if (!timed) return;
    if (timed.renewAfterMs !== null) this.#renewal = { callId, at: now + timed.renewAfterMs };
    this.#send({ t: 'iceServers', servers: timed.servers });
  }
}
