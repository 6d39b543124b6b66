import type { Committed, DeviceAddress } from '../store/contract.js';
import type { GatewayMeter } from './meter.js';

interface Ring {
  readonly caller: DeviceAddress;
  readonly rang: () => void;
}

/** Times rings: from the caller's command to the callee's socket. Knows the calls that are being committed, and no others. */
export class RingTimer {
  readonly #meter: Pick<GatewayMeter, 'ringing'>;
  /** By the command's id. Should two devices draw the same one, the earlier ring is not timed. */
  readonly #rings = new Map<string, Ring>();

  constructor(meter: Pick<GatewayMeter, 'ringing'>) {
    this.#meter = meter;
  }

  /** A `call` is to be committed. What is returned is called when that is over. */
  begin(caller: DeviceAddress, commandId: string): () => void {
    const ring = { caller, rang: this.#meter.ringing() };
    this.#rings.set(commandId, ring);
    return () => {
      if (this.#rings.get(commandId) === ring) this.#rings.delete(commandId);
    };
  }

  /** The mail of this commit has been written. The caller's entry tells which command it answers. */
  written({ mail }: Committed, isLinked: (device: DeviceAddress) => boolean): void {
    if (this.#rings.size === 0) return;
    for (const answered of mail) {
      const { answer } = answered.entry;
      const ring = answer && this.#rings.get(answer.id);
      if (!ring || !isSame(ring.caller, answered)) continue;
      for (const told of mail) {
        if (told.entry.events.some((event) => event.e === 'received') && isLinked(told)) ring.rang();
      }
    }
  }
}

const isSame = (a: DeviceAddress, b: DeviceAddress): boolean =>
  a.deviceId === b.deviceId && a.userId === b.userId && a.appId === b.appId;
