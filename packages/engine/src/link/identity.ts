import type { ResumeClaim, WelcomeFrame } from '@ringback/protocol';
import type { DeviceKey, KeptDevice } from './kept-device.js';
import type { LinkOptions } from './ports.js';

/**
 * Which device this engine is to the server, and how far it has followed the device's inbox: what the next link resumes with. A
 * page that was loaded anew takes up the device of the one before it.
 */
export class Identity {
  readonly #kept: KeptDevice;
  readonly #options: Pick<LinkOptions, 'restores' | 'alone'>;
  #device: DeviceKey | null = null;
  /** null: this page knows nothing of the inbox yet (S1-28). */
  #seq: number | null = 0;

  constructor(kept: KeptDevice, options: Pick<LinkOptions, 'restores' | 'alone'>) {
    this.#kept = kept;
    this.#options = options;
  }

  get claim(): ResumeClaim | undefined {
    if (!this.#device) return undefined;
    const { restores, alone } = this.#options;
    const wants = this.#seq === null ? { restores } : alone() && { alone: true };
    return { ...this.#device, seq: this.#seq, ...wants };
  }

  /** Looks for the device of the page before this one; null: there is nothing to wait for. */
  recall(): Promise<void> | null {
    const recalled = this.#kept.recall();
    return (
      recalled?.then((device) => {
        this.#device = device;
        if (device) this.#seq = null;
      }) ?? null
    );
  }

  /** Every welcome brings a new token, and says where the inbox goes on. */
  welcome({ deviceId, token, seq }: WelcomeFrame): void {
    this.#device = { deviceId, token };
    this.#kept.keep(this.#device);
    this.#seq = seq;
  }

  /** The device is gone, or the server does not take the claim. */
  forget(): void {
    this.#device = null;
    this.#seq = 0;
    this.#kept.forget();
  }

  /** After `retire()`. */
  get isRetired(): boolean {
    return this.#kept.isRetired;
  }

  /** No page takes the device up again; this one is it until its link ends. */
  retire(): void {
    this.#kept.retire();
  }

  /** This engine is done; the device may live on for the next page. */
  release(): void {
    this.#kept.release();
  }

  /** Whether the inbox entry is the next one; only then it is taken. */
  take(seq: number): 'next' | 'duplicate' | 'gap' {
    const last = this.#seq ?? 0;
    if (seq <= last) return 'duplicate';
    if (seq > last + 1) return 'gap';
    this.#seq = seq;
    return 'next';
  }
}
