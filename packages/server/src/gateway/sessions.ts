import type { MessageFromFrame, Profile, SignalFromFrame } from '@ringback/protocol';
import type { Delivered, DeviceAddress, InboxEntry } from '../store/contract.js';
import { ByApp } from './by-app.js';
import type { Pace } from './heartbeat.js';
import { deviceKey, type UserAddress } from './keys.js';

/** Hears what is committed for one device. */
export interface Listener {
  deliver(entry: InboxEntry): void;
  /** The device is gone: kicked out, logged out, or its grace time is over. */
  gone(): void;
}

/** A device that is linked to this process. */
export interface LinkedDevice extends Listener {
  readonly device: DeviceAddress;
  /** From somebody in the same call. */
  signal(frame: SignalFromFrame): void;
  /** What a callee prepares with while it rings. */
  prepare(frame: SignalFromFrame): void;
  message(frame: MessageFromFrame): void;
  profile(profile: Profile): void;
  setPace(pace: Pace): void;
  /** The device has a newer link. */
  replaced(): void;
}

/** Who is linked to this process. Each device has at most one link: its newest. */
export class Sessions {
  /** Of each user, by device. */
  readonly #users = new ByApp<Map<string, LinkedDevice>>();
  readonly #counts = new Map<number, number>();
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
    const { appId, userId, deviceId } = session.device;
    const before = this.ofDevice(session.device);
    if (before) {
      before.replaced();
      this.remove(before);
    }
    const devices = this.#users.get(appId, userId);
    if (devices) devices.set(deviceId, session);
    else this.#users.set(appId, userId, new Map([[deviceId, session]]));
    this.#count(appId, 1);
  }

  remove(session: LinkedDevice): void {
    const { appId, userId, deviceId } = session.device;
    const devices = this.#users.get(appId, userId);
    if (devices?.get(deviceId) !== session) return;
    devices.delete(deviceId);
    if (devices.size === 0) this.#users.delete(appId, userId);
    this.#count(appId, -1);
  }

  ofDevice({ appId, userId, deviceId }: DeviceAddress): LinkedDevice | undefined {
    return this.#users.get(appId, userId)?.get(deviceId);
  }

  ofUser({ appId, userId }: UserAddress): readonly LinkedDevice[] {
    return [...(this.#users.get(appId, userId)?.values() ?? [])];
  }

  /** Linked devices of each app. */
  counts(): ReadonlyMap<number, number> {
    return this.#counts;
  }

  deliver(mail: Delivered): void {
    this.ofDevice(mail)?.deliver(mail.entry);
    for (const listener of this.#arrivingOf(mail)) listener.deliver(mail.entry);
  }

  gone(device: DeviceAddress): void {
    this.ofDevice(device)?.gone();
    for (const listener of this.#arrivingOf(device)) listener.gone();
  }

  #arrivingOf(device: DeviceAddress): readonly Listener[] {
    const arriving = this.#arriving.size === 0 ? undefined : this.#arriving.get(deviceKey(device));
    return arriving ? [...arriving] : NOBODY;
  }

  #count(appId: number, more: number): void {
    this.#counts.set(appId, (this.#counts.get(appId) ?? 0) + more);
  }
}

const NOBODY: readonly Listener[] = [];
