import type { InboxEntry } from '../store/contract.js';

/** What may come while a link logs in; a store takes milliseconds for that. */
const MAX_WAITING = 512;

/**
 * The entries of one device on their way to one link: each once and in order, however the inbox that is read and what is committed
 * meanwhile overlap. Until it is opened, what is committed waits.
 */
export class Mailbox {
  readonly #waiting: InboxEntry[] = [];
  #send: ((entry: InboxEntry) => void) | null = null;
  #lastSeq = 0;
  #hasOverflown = false;

  /** The number of the last entry that was sent, or of the one after which it began. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  deliver(entry: InboxEntry): void {
    if (this.#send) this.#forward(this.#send, entry);
    else if (this.#waiting.length < MAX_WAITING) this.#waiting.push(entry);
    else this.#hasOverflown = true;
  }

  /**
   * Sends what is kept after `afterSeq`, then what was committed since, then all that follows. False: more was committed
   * meanwhile than could wait; nothing is sent.
   */
  open(afterSeq: number, kept: readonly InboxEntry[], send: (entry: InboxEntry) => void): boolean {
    if (this.#hasOverflown) return false;
    this.#send = send;
    this.#lastSeq = afterSeq;
    for (const entry of [...kept, ...this.#waiting.splice(0)]) this.#forward(send, entry);
    return true;
  }

  #forward(send: (entry: InboxEntry) => void, entry: InboxEntry): void {
    if (entry.seq <= this.#lastSeq) return;
    this.#lastSeq = entry.seq;
    send(entry);
  }
}
