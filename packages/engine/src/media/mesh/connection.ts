import { type IceCandidate, MAX_CANDIDATES } from '@ringback/protocol';
import type { VideoEncoding } from './allotment.js';
import { CandidateOutbox } from './candidates.js';
import { applyEncoding, putFirst } from './encodings.js';
import { isAnswerTo, markAnswer, sessionOf, versionOf, withResilientOpus } from './sdp.js';

export interface ConnectionHooks {
  candidates(candidates: readonly IceCandidate[]): void;
  state(state: RTCPeerConnectionState): void;
  fault(error: unknown): void;
}

export interface Tracks {
  readonly audio: MediaStreamTrack | null;
  readonly video: MediaStreamTrack | null;
}

/** Own tracks and the bounds of the picture, as they are now. */
export interface Outgoing {
  readonly tracks: Tracks;
  readonly encoding: VideoEncoding | null;
}

/** A description as it was sent, so that it can be sent again. */
export interface SentDescription {
  readonly type: 'offer' | 'answer';
  readonly sdp: string;
}

/** Early candidates of one connection; more than the server relays for a pair are nobody's. */
const MAX_EARLY = 2 * MAX_CANDIDATES;

/**
 * One RTCPeerConnection with one audio and one video transceiver, both always sendrecv: what is sent changes by replaceTrack, so
 * cameras open and close without a negotiation. It knows nothing of who may speak when; that is the pair's.
 */
export class Connection {
  readonly #pc: RTCPeerConnection;
  readonly #hooks: ConnectionHooks;
  readonly outbox: CandidateOutbox;
  #audio: RTCRtpTransceiver | null = null;
  #video: RTCRtpTransceiver | null = null;
  #offer: SentDescription | null = null;
  /** Written, and not yet applied here: nothing is gathered for it. */
  #waiting: RTCSessionDescriptionInit | null = null;
  #outdated = false;
  #answered: { readonly offer: string; readonly answer: SentDescription } | null = null;
  #early: IceCandidate[] = [];

  constructor(configuration: RTCConfiguration, hooks: ConnectionHooks) {
    this.#hooks = hooks;
    this.#pc = new RTCPeerConnection(configuration);
    this.outbox = new CandidateOutbox((candidates) => hooks.candidates(candidates));
    this.#pc.onicecandidate = ({ candidate }) => {
      if (candidate) this.outbox.add(candidate.toJSON() as IceCandidate);
    };
    this.#pc.onconnectionstatechange = () => hooks.state(this.state);
  }

  get state(): RTCPeerConnectionState {
    return this.#pc.connectionState;
  }

  /** Its addresses were gathered without servers that it has by now. */
  get outdated(): boolean {
    return this.#outdated;
  }

  /** The offer that still waits for its answer. */
  get unanswered(): SentDescription | null {
    return this.#pc.signalingState === 'have-local-offer' ? this.#offer : null;
  }

  /** This is its first offer, and nothing has come from the other side yet. */
  beganWith(offer: string): boolean {
    return this.#offer?.sdp === offer && this.#pc.remoteDescription === null;
  }

  /** Both descriptions are there: the rest is the network's. */
  get negotiated(): boolean {
    return this.#pc.signalingState === 'stable' && this.#pc.remoteDescription !== null;
  }

  /** What arrives; silent and black until something does. null before the first description. */
  get incoming(): Tracks {
    return {
      audio: this.#audio?.receiver.track ?? null,
      video: this.#video?.receiver.track ?? null,
    };
  }

  /** Takes effect when addresses are gathered next: by `gather()`, or where they were by a further offer. */
  configure(configuration: RTCConfiguration): void {
    this.#pc.setConfiguration(configuration);
    this.#outdated = this.#pc.localDescription !== null;
  }

  /** Starts gathering for the description that was written last. false: that was done before. */
  async gather(): Promise<boolean> {
    const description = this.#waiting;
    if (!description) return false;
    this.#waiting = null;
    this.#outdated = false;
    await this.#pc.setLocalDescription(description);
    return true;
  }

  /** A second offer of the same connection restarts ICE. */
  async offer(): Promise<SentDescription> {
    if (this.#audio) {
      this.#pc.restartIce();
    } else {
      this.#audio = this.#pc.addTransceiver('audio', { direction: 'sendrecv' });
      this.#video = this.#pc.addTransceiver('video', { direction: 'sendrecv' });
    }
    const offer = await this.#pc.createOffer();
    this.#waiting = offer;
    this.#offer = { type: 'offer', sdp: withResilientOpus(offer.sdp ?? '') };
    return this.#offer;
  }

  /** Of the connections at the other end: the one with which this one negotiates, or another; `first`: it has heard of none yet. */
  authorOf(description: string): 'first' | 'partner' | 'stranger' {
    const remote = this.#pc.remoteDescription?.sdp;
    if (remote === undefined) return 'first';
    return sessionOf(remote) === sessionOf(description) ? 'partner' : 'stranger';
  }

  /** The answer to exactly this offer, where it has been given: an offer may come twice. */
  answerTo(offer: string): SentDescription | null {
    return this.#answered && versionOf(this.#answered.offer) === versionOf(offer)
      ? this.#answered.answer
      : null;
  }

  /** An own offer to the same connection is taken back. */
  async answer(offer: string): Promise<SentDescription> {
    await this.#pc.setRemoteDescription({ type: 'offer', sdp: offer });
    this.#adopt();
    const answer = await this.#pc.createAnswer();
    this.#waiting = answer;
    const sent: SentDescription = {
      type: 'answer',
      sdp: markAnswer(withResilientOpus(answer.sdp ?? ''), offer),
    };
    this.#answered = { offer, answer: sent };
    await this.#addEarly();
    return sent;
  }

  /** Whether it answers the offer that is out. Any other one is to change nothing: an offer is answered once. */
  awaits(answer: string): boolean {
    return this.unanswered !== null && isAnswerTo(answer, this.unanswered.sdp);
  }

  async accept(answer: string): Promise<void> {
    await this.#pc.setRemoteDescription({ type: 'answer', sdp: answer });
    await this.#addEarly();
  }

  async addCandidates(candidates: readonly IceCandidate[]): Promise<void> {
    this.#early = [...this.#early, ...candidates].slice(-MAX_EARLY);
    if (this.#pc.remoteDescription) await this.#addEarly();
  }

  /** What the other side gets of us from now on. */
  async attach({ tracks, encoding }: Outgoing): Promise<void> {
    await Promise.all([
      send(this.#audio, tracks.audio),
      send(this.#video, tracks.video),
      this.limit(encoding),
      this.#audio && this.negotiated && putFirst(this.#audio.sender),
    ]);
  }

  /**
   * Bounds what the picture may use, before its track is attached or while it is. Not before the answer: Chromium starts an
   * offering sender that has a bound with a quarter of the picture.
   */
  async limit(encoding: VideoEncoding | null): Promise<void> {
    if (this.#video && this.negotiated && encoding) await applyEncoding(this.#video.sender, encoding);
  }

  statistics(): Promise<RTCStatsReport> {
    return this.#pc.getStats();
  }

  close(): void {
    this.outbox.close();
    this.#pc.onicecandidate = null;
    this.#pc.onconnectionstatechange = null;
    this.#pc.close();
  }

  /** The answering side uses what was offered: the first of each kind. Whatever else is offered stays unused. */
  #adopt(): void {
    for (const transceiver of this.#pc.getTransceivers()) {
      const audio = transceiver.receiver.track.kind === 'audio';
      if (audio) this.#audio ??= transceiver;
      else this.#video ??= transceiver;
      const ours = transceiver === this.#audio || transceiver === this.#video;
      if (transceiver.direction !== 'stopped') transceiver.direction = ours ? 'sendrecv' : 'inactive';
    }
  }

  /** Candidates of an earlier or later description are refused by the browser; the rest go on. */
  async #addEarly(): Promise<void> {
    const candidates = this.#early.splice(0) as RTCIceCandidateInit[];
    const added = candidates.map((candidate) => this.#pc.addIceCandidate(candidate));
    for (const result of await Promise.allSettled(added)) {
      if (result.status === 'rejected') this.#hooks.fault(result.reason);
    }
  }
}

/** The same track once more would start the encoder anew. */
async function send(transceiver: RTCRtpTransceiver | null, track: MediaStreamTrack | null): Promise<void> {
  if (transceiver && transceiver.sender.track !== track) await transceiver.sender.replaceTrack(track);
}
