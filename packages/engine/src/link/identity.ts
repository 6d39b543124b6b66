import type { ResumeClaim, WelcomeFrame } from '@ringback/protocol';

/**
 * Which device this engine is to the server, and how far it has followed the device's inbox: what the next link resumes with. It
 * lives as long as this object, so a page that is loaded anew is a device of its own.
 */
export class Identity {
  #device: { readonly deviceId: string; readonly token: string } | null = null;
  #seq = 0;

  get claim(): ResumeClaim | undefined {
    return this.#device ? { ...this.#device, seq: this.#seq } : undefined;
  }

  /** Every welcome brings a new token; a device that was not resumed has a new inbox. */
  welcome({ deviceId, token, resumed }: WelcomeFrame): void {
    this.#device = { deviceId, token };
    if (!resumed) this.#seq = 0;
  }

  /** The server does not take the claim. */
  forget(): void {
    this.#device = null;
  }

  /** Whether the inbox entry is the next one; only then it is taken. */
  take(seq: number): 'next' | 'duplicate' | 'gap' {
    if (seq <= this.#seq) return 'duplicate';
    if (seq > this.#seq + 1) return 'gap';
    this.#seq = seq;
    return 'next';
  }
}
