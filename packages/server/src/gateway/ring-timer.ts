import type { Committed, DeviceAddress } from '../store/contract.js';
import { deviceKey } from './keys.js';
import type { GatewayMeter } from './meter.js';

/** Times rings: from the caller's command to the callee's socket. Knows the calls that are being committed, and no others. */
export class RingTimer {
  readonly #meter: Pick<GatewayMeter, 'ringing'>;
  readonly #rang = new Map<string, () => void>();

  constructor(meter: Pick<GatewayMeter, 'ringing'>) {
    this.#meter = meter;
  }

  /** Runs the commit of a `call`. */
  async time<T>(caller: DeviceAddress, commandId: string, commit: () => Promise<T>): Promise<T> {
    const key = keyOf(caller, commandId);
    this.#rang.set(key, this.#meter.ringing());
    try {
      return await commit();
    } finally {
      this.#rang.delete(key);
    }
  }

  /** The mail of this commit has been written. The caller's entry tells which command it answers. */
  written({ mail }: Committed, isLinked: (device: DeviceAddress) => boolean): void {
    if (this.#rang.size === 0) return;
    for (const answered of mail) {
      const { answer } = answered.entry;
      const rang = answer && this.#rang.get(keyOf(answered, answer.id));
      if (!rang) continue;
      for (const told of mail) {
        if (told.entry.events.some((event) => event.e === 'received') && isLinked(told)) rang();
      }
    }
  }
}

const keyOf = (device: DeviceAddress, commandId: string): string => `${deviceKey(device)}\n${commandId}`;
