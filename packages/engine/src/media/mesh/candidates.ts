import { type IceCandidate, MAX_CANDIDATE_BYTES, MAX_CANDIDATES } from '@ringback/protocol';

/** Gathering comes in bursts; what comes within this time travels in one signal. Short: it delays the first packet. */
const BATCH_MS = 20;

/**
 * The own candidates of one connection, on their way out. They wait until `release()`, since before the server's word the
 * other side must not learn an address of this page (scenarios: who may do what).
 */
export class CandidateOutbox {
  readonly #send: (candidates: readonly IceCandidate[]) => void;
  readonly #gathered: IceCandidate[] = [];
  #sent = 0;
  #released = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(send: (candidates: readonly IceCandidate[]) => void) {
    this.#send = send;
  }

  add(candidate: IceCandidate): void {
    // An empty one says that gathering is over, which nobody waits for.
    if (candidate.candidate === '' || candidate.candidate.length > MAX_CANDIDATE_BYTES) return;
    this.#gathered.push(candidate);
    this.#schedule();
  }

  /** What goes with an accept: everything so far. It is not sent again by `release()`. */
  take(): readonly IceCandidate[] {
    const taken = this.#gathered.slice(0, MAX_CANDIDATES);
    this.#sent = taken.length;
    return taken;
  }

  release(): void {
    this.#released = true;
    this.#flush();
  }

  /** For a description that is sent once more: the other side may have got none of its candidates. */
  resend(): void {
    this.#sent = 0;
    this.release();
  }

  close(): void {
    this.#released = false;
    clearTimeout(this.#timer);
  }

  #schedule(): void {
    if (!this.#released || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => this.#flush(), BATCH_MS);
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    while (this.#released && this.#sent < this.#gathered.length) {
      const batch = this.#gathered.slice(this.#sent, this.#sent + MAX_CANDIDATES);
      this.#sent += batch.length;
      this.#send(batch);
    }
  }
}
