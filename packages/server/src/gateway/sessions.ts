import type { MessageFromFrame, Profile, SignalFromFrame } from '@ringback/protocol';
import type { Delivered, DeviceAddress, InboxEntry } from '../store/contract.js';
import type { Pace } from './heartbeat.js';
import { deviceKey, type UserAddress, userKey } from './keys.js';

/** Hears what is committed for one device. */
export interface Listener {
  deliver(entry: InboxEntry): void;
  /** The device is gone: kicked out, logged out, or its grace time is over. */
  gone(): void;
}

/** A device that is linked to this process. */
export interface LinkedDevice extends Listener {
  readonly device: DeviceAddress;
  signal(frame: SignalFromFrame): void;
  message(frame: MessageFromFrame): void;
  profile(profile: Profile): void;
  setPace(pace: Pace): void;
  /** The device has a newer link. */
  replaced(): void;
}

/** Who is linked to this process. Each device has at most one link: its newest. */
export class Sessions {
  readonly #byDevice = new Map<string, LinkedDevice>();
  readonly #byUser = new Map<string, Set<LinkedDevice>>();
  /** Links that log in: what is committed for the device concerns them already. */
  readonly #arriving = new Map<string, Set<Listener>>();

  /** Until the returned function is called, the listener hears what is committed for the device. */
  listen(device: DeviceAddress, listener: Listener): () => void {
    const key = deviceKey(device);
    const listeners = this.#arriving.get(key) ?? new Set();
    this.#arriving.set(key, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#arriving.get(key) === listeners) this.#arriving.delete(key);
    };
  }

  /** The session that the device had until now is replaced. */
  add(session: LinkedDevice): void {
    const key = deviceKey(session.device);
    this.#byDevice.get(key)?.replaced();
    this.#byDevice.set(key, session);
    const user = userKey(session.device.appId, session.device.userId);
    this.#byUser.set(user, (this.#byUser.get(user) ?? new Set()).add(session));
  }

  remove(session: LinkedDevice): void {
    this.#byDevice.delete(deviceKey(session.device));
    const user = userKey(session.device.appId, session.device.userId);
    const sessions = this.#byUser.get(user);
    sessions?.delete(session);
    if (sessions?.size === 0) this.#byUser.delete(user);
  }

  ofDevice(device: DeviceAddress): LinkedDevice | undefined {
    return this.#byDevice.get(deviceKey(device));
  }

  ofUser({ appId, userId }: UserAddress): readonly LinkedDevice[] {
    return [...(this.#byUser.get(userKey(appId, userId)) ?? [])];
  }

  /** Linked devices of each app. */
  counts(): ReadonlyMap<number, number> {
    const counts = new Map<number, number>();
    for (const { device } of this.#byDevice.values()) {
      counts.set(device.appId, (counts.get(device.appId) ?? 0) + 1);
    }
    return counts;
  }

  deliver(mail: Delivered): void {
    const key = deviceKey(mail);
    this.#byDevice.get(key)?.deliver(mail.entry);
    const arriving = this.#arriving.get(key);
    if (arriving) for (const listener of [...arriving]) listener.deliver(mail.entry);
  }

  gone(device: DeviceAddress): void {
    const key = deviceKey(device);
    this.#byDevice.get(key)?.gone();
    const arriving = this.#arriving.get(key);
    if (arriving) for (const listener of [...arriving]) listener.gone();
  }
}
