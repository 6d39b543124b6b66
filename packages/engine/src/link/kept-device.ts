import type { Cancel, Tab } from '../platform/platform.js';

/** What an engine shows to be this device again. */
export interface DeviceKey {
  readonly deviceId: string;
  readonly token: string;
}

/** The page before this one lets go of its device while this one loads; a duplicated tab never does. */
const HELD_WITHIN_MS = 1_000;

/** Nobody else can hold the lock of a device that the server has just made; a browser with much to do takes its time. */
const NEW_WITHIN_MS = 30_000;

/**
 * The device that this tab is, kept for the page that is loaded next (S1-28). A tab that is duplicated copies what is kept, so a
 * device belongs to whichever page holds the lock of its name, and every other page is a device of its own. Where a browser has no
 * locks nothing is kept.
 */
export class KeptDevice {
  readonly #tab: Tab;
  readonly #key: string;
  #device: DeviceKey | null = null;
  #letGo: Cancel | null = null;
  #isRetired = false;

  /** `key`: which server, app and user it is for. */
  constructor(tab: Tab, key: string) {
    this.#tab = tab;
    this.#key = key;
  }

  /** The device of the page before this one, which is this page's from now on; null at once where none is kept. */
  recall(): Promise<DeviceKey | null> | null {
    const kept = readDevice(this.#tab.read(this.#key));
    if (!kept) return null;
    this.#device = kept;
    return this.#hold(kept.deviceId, HELD_WITHIN_MS).then((holds) => {
      if (holds) return kept;
      this.#device = null;
      return null;
    });
  }

  /** The device with its newest token. */
  keep(device: DeviceKey): void {
    if (this.#isRetired) return;
    const isNew = this.#device?.deviceId !== device.deviceId;
    if (isNew) this.release();
    this.#device = device;
    if (this.#letGo) this.#write();
    else if (isNew) {
      void this.#hold(device.deviceId, NEW_WITHIN_MS).then((holds) => {
        if (holds) this.#write();
      });
    }
  }

  /** The device is gone: nobody takes it up. */
  forget(): void {
    // What is kept may be the device of the page of which this tab is a copy: this is a copy too.
    this.#tab.write(this.#key, null);
    this.release();
  }

  get isRetired(): boolean {
    return this.#isRetired;
  }

  /** Whatever comes, nothing is kept any more. */
  retire(): void {
    this.#isRetired = true;
    this.forget();
  }

  /** This page is the device no longer; the next one may be. */
  release(): void {
    this.#device = null;
    this.#letGo?.();
    this.#letGo = null;
  }

  async #hold(deviceId: string, withinMs: number): Promise<boolean> {
    const letGo = await this.#tab.hold(`ringback ${deviceId}`, withinMs);
    if (!letGo) return false;
    if (this.#device?.deviceId !== deviceId) {
      letGo();
      return false;
    }
    this.#letGo = letGo;
    return true;
  }

  #write(): void {
    this.#tab.write(this.#key, JSON.stringify(this.#device));
  }
}

/** null: nothing, or nothing of ours. */
function readDevice(text: string | null): DeviceKey | null {
  try {
    const { deviceId, token } = JSON.parse(text ?? '{}');
    return typeof deviceId === 'string' && typeof token === 'string' ? { deviceId, token } : null;
  } catch {
    return null;
  }
}
