import { AsyncLocalStorage } from 'node:async_hooks';
import { FakePeerConnection } from '../../../packages/engine/src/media/testing/fake-peer-connection.js';

/** One page: how busy it is, and what time its connections take. Whatever its code begins is found to be its own. */
export interface Page {
  readonly name: string;
  readonly now: () => number;
  /** How long an operation of the browser takes, ms. */
  readonly slowness: () => number;
  /** How long ICE and DTLS take once both sides know each other, ms. */
  readonly connecting: () => number;
  /** An old path carries on when a restart has been answered, and its answer is not there yet. */
  readonly lenient: () => boolean;
  readonly after: (ms: number, task: () => void) => void;
}

/** As browsers have it: consent to send is lost, and the path given up; pairs of addresses are tried for so long. */
const DISCONNECTED_AFTER_MS = 5_000;
const FAILED_AFTER_MS = 20_000;

/**
 * A connection whose operations take time, that needs time to connect, and that does not see at once that the other end is gone.
 * `look()` is to be called every now and then.
 */
export class SlowPeerConnection extends FakePeerConnection {
  static readonly pages = new AsyncLocalStorage<Page>();

  readonly page: Page;
  readonly #lenient: boolean;
  /** The connection at the other end: DTLS knows no other from then on. */
  #partner: SlowPeerConnection | null = null;
  #remoteSession: string | undefined;
  #broken = false;
  #upSince: number | null = null;
  #downSince: number | null = null;
  #connectingMs: number;
  /** ICE that has failed stays so until it is restarted. */
  #failedAs = '';

  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    const page = SlowPeerConnection.pages.getStore();
    if (!page) throw new Error('a connection that no page has made');
    this.page = page;
    this.#lenient = page.lenient();
    this.#connectingMs = page.connecting();
  }

  static of(page: Page): SlowPeerConnection[] {
    return FakePeerConnection.live().filter(
      (pc): pc is SlowPeerConnection => pc instanceof SlowPeerConnection && pc.page === page,
    );
  }

  /** null: none that stands. */
  get partner(): SlowPeerConnection | null {
    return this.connectionState === 'connected' ? this.#partner : null;
  }

  override async createOffer(): Promise<RTCSessionDescriptionInit> {
    await this.#work();
    return super.createOffer();
  }

  override async createAnswer(): Promise<RTCSessionDescriptionInit> {
    await this.#work();
    return super.createAnswer();
  }

  override async setLocalDescription(description: RTCSessionDescriptionInit): Promise<void> {
    await this.#work();
    await super.setLocalDescription(description);
  }

  override async setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
    await this.#work();
    const ufrag = ufragOf(this.remoteDescription);
    await super.setRemoteDescription(description);
    // Whoever is offered a restart of ICE restarts his own.
    if (description.type === 'offer' && ufrag !== undefined && ufrag !== ufragOf(description)) {
      this.restartIce();
    }
    const session = /^o=- (\d+) /m.exec(description.sdp ?? '')?.[1];
    this.#broken ||= this.#remoteSession !== undefined && this.#remoteSession !== session;
    this.#remoteSession = session;
  }

  override async addIceCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    await this.#work();
    await super.addIceCandidate(candidate);
  }

  /** DTLS or ICE ends by itself. */
  fail(): void {
    this.#failedAs = this.ufrag;
    this.become('failed');
  }

  /** @param cut nothing passes between this page and these */
  look(cut: readonly Page[]): void {
    const carrier = this.#broken || this.#failedAs === this.ufrag ? null : this.#carrier();
    const found = carrier && !cut.includes(carrier.page) ? carrier : null;
    const now = this.page.now();
    if (found) {
      this.#downSince = null;
      this.#upSince ??= now;
      if (now - this.#upSince >= this.#connectingMs) {
        this.#partner = found;
        this.become('connected');
      }
      return;
    }
    this.#upSince = null;
    this.#downSince ??= now;
    const down = now - this.#downSince;
    const stood = this.#partner !== null;
    if (stood && this.connectionState === 'connected' && down >= DISCONNECTED_AFTER_MS) {
      this.#connectingMs = this.page.connecting();
      this.become('disconnected');
    }
    // Without an address of the other side there is nothing to give up.
    if (down >= FAILED_AFTER_MS && (stood || this.remoteCandidates.length > 0)) this.fail();
  }

  protected override changed(): void {
    this.#downSince = null;
  }

  /** Whoever this one finds, and else, while it waits for an answer, whoever it has had. */
  #carrier(): SlowPeerConnection | null {
    const before = this.#partner;
    const others = FakePeerConnection.live() as SlowPeerConnection[];
    const found = others.find((pc) => this.finds(pc) && !pc.#broken && pc.#failedAs !== pc.ufrag);
    if (found) return found;
    const kept = before && before.signalingState !== 'closed' && before.#partner === this;
    return kept && this.#lenient && before.#lenient ? before : null;
  }

  /** As the specification has it: what a closed connection was about to do is never done, and nobody is told. */
  async #work(): Promise<void> {
    await new Promise<void>((resolve) => this.page.after(this.page.slowness(), resolve));
    if (this.signalingState === 'closed') await new Promise<never>(() => {});
  }
}

const ufragOf = (description: RTCSessionDescriptionInit | null): string | undefined =>
  /^a=ice-ufrag:(\S+)/m.exec(description?.sdp ?? '')?.[1];
