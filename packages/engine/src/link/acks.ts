import type { AckFrame } from '@ringback/protocol';
import type { Cancel, Clock } from '../platform/platform.js';

/** Entries that come within this time are acknowledged together; the server keeps them for so much longer. */
const COALESCE_MS = 250;

/** Tells the server up to where the inbox has been processed and need not be kept. */
export class Acks {
  readonly #clock: Clock;
  readonly #send: (ack: AckFrame) => void;
  #seq = 0;
  #cancel: Cancel | null = null;

  constructor(clock: Clock, send: (ack: AckFrame) => void) {
    this.#clock = clock;
    this.#send = send;
  }

  processed(seq: number): void {
    this.#seq = seq;
    this.#cancel ??= this.#clock.after(COALESCE_MS, () => {
      this.#cancel = null;
      this.#send({ t: 'ack', seq: this.#seq });
    });
  }

  /** The link is gone: the next one tells with its claim. */
  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }
}
