import { vi } from 'vitest';

/** A connection fails or comes up only by what two of these tell each other, as on a network that is otherwise perfect. */
export class FakePeerConnection {
  /** All that the test made, oldest first. */
  static made: FakePeerConnection[] = [];
  /** While true, no pair of addresses works. */
  static cut = false;

  /** Puts it in the browser's place for one test. */
  static install(): void {
    FakePeerConnection.made = [];
    FakePeerConnection.cut = false;
    vi.stubGlobal('RTCPeerConnection', FakePeerConnection);
  }

  /** The network is back: ICE that has not failed goes on trying. */
  static restore(): void {
    FakePeerConnection.cut = false;
    const trying = FakePeerConnection.live().filter(({ connectionState }) => connectionState !== 'failed');
    for (const one of trying) if (trying.some((pc) => pc.finds(one))) one.become('connected');
  }

  static live(): FakePeerConnection[] {
    return FakePeerConnection.made.filter((pc) => pc.signalingState !== 'closed');
  }

  readonly session = String(1000 + FakePeerConnection.made.length);
  readonly transceivers: FakeTransceiver[] = [];
  readonly remoteCandidates: RTCIceCandidateInit[] = [];
  readonly calls: string[] = [];
  signalingState: RTCSignalingState = 'stable';
  connectionState: RTCPeerConnectionState = 'new';
  localDescription: RTCSessionDescriptionInit | null = null;
  remoteDescription: RTCSessionDescriptionInit | null = null;
  report: Map<string, unknown> = new Map();
  onicecandidate: ((event: { candidate: unknown }) => void) | null = null;
  onconnectionstatechange: (() => void) | null = null;
  #version = 0;
  #generation = 0;
  /** The configuration for which addresses were gathered last. */
  gatheredWith: RTCConfiguration | null = null;
  #restart = false;

  constructor(public configuration: RTCConfiguration = {}) {
    FakePeerConnection.made.push(this);
  }

  addTransceiver(kind: 'audio' | 'video'): FakeTransceiver {
    const transceiver = new FakeTransceiver(kind);
    this.transceivers.push(transceiver);
    return transceiver;
  }

  getTransceivers(): FakeTransceiver[] {
    return this.transceivers;
  }

  setConfiguration(configuration: RTCConfiguration): void {
    this.#open();
    this.configuration = configuration;
  }

  restartIce(): void {
    this.calls.push('restartIce');
    this.#restart = true;
  }

  async createOffer(): Promise<RTCSessionDescriptionInit> {
    return { type: 'offer', sdp: this.#sdp() };
  }

  async createAnswer(): Promise<RTCSessionDescriptionInit> {
    return { type: 'answer', sdp: this.#sdp() };
  }

  async setLocalDescription(description: RTCSessionDescriptionInit): Promise<void> {
    this.#open();
    if (this.#restart || this.#generation === 0) this.#generation += 1;
    this.gatheredWith = this.configuration;
    this.#restart = false;
    this.localDescription = { ...description, sdp: this.#sdp() };
    this.#version += 1;
    this.signalingState = description.type === 'offer' ? 'have-local-offer' : 'stable';
    const ufrag = this.ufrag;
    for (const n of [1, 2]) {
      const candidate = `candidate:${n} 1 udp 1 192.0.2.${n} 5000 typ host`;
      const init = { candidate, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: ufrag };
      queueMicrotask(() => this.onicecandidate?.({ candidate: { toJSON: () => init } }));
    }
    this.changed();
  }

  async setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
    this.#open();
    this.calls.push(`remote ${description.type}`);
    const { sdp = '' } = description;
    if (!sdp.startsWith('v=0')) throw new DOMException('not SDP', 'OperationError');
    if (description.type === 'answer' && this.signalingState !== 'have-local-offer') {
      throw new DOMException('no offer', 'InvalidStateError');
    }
    this.remoteDescription = description;
    // A browser begins to check anew, and may fail anew.
    if (this.connectionState === 'failed') this.become('connecting');
    this.signalingState = description.type === 'offer' ? 'have-remote-offer' : 'stable';
    const kinds = [...sdp.matchAll(/^m=(audio|video)/gm)].map((match) => match[1] as 'audio' | 'video');
    for (const [line, kind] of kinds.entries()) if (!this.transceivers[line]) this.addTransceiver(kind);
    this.changed();
  }

  async addIceCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    this.#open();
    if (!this.remoteDescription) throw new DOMException('too early', 'InvalidStateError');
    if (!this.remoteDescription.sdp?.includes(`a=ice-ufrag:${candidate.usernameFragment}`)) {
      throw new DOMException('unknown ufrag', 'OperationError');
    }
    this.remoteCandidates.push(candidate);
    this.changed();
  }

  async getStats(): Promise<Map<string, unknown>> {
    return this.report;
  }

  close(): void {
    this.signalingState = 'closed';
    this.connectionState = 'closed';
  }

  become(state: RTCPeerConnectionState): void {
    if (this.connectionState === state || this.signalingState === 'closed') return;
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }

  get ufrag(): string {
    return `u${this.session}g${this.#generation}`;
  }

  /** Who knows the other by now is connected with him at once. */
  protected changed(): void {
    for (const one of FakePeerConnection.live()) {
      if (!FakePeerConnection.cut && FakePeerConnection.live().some((pc) => pc.finds(one))) {
        one.become('connected');
      }
    }
  }

  /** Each has the other's descriptions, as they are now, and an address of his. */
  protected finds(other: FakePeerConnection): boolean {
    return other !== this && this.#reaches(other) && other.#reaches(this);
  }

  #reaches(other: FakePeerConnection): boolean {
    const remote = this.remoteDescription?.sdp ?? '';
    return (
      this.signalingState === 'stable' &&
      remote.includes(`o=- ${other.session} `) &&
      remote.includes(`a=ice-ufrag:${other.ufrag}\r\n`) &&
      this.remoteCandidates.some((candidate) => candidate.usernameFragment === other.ufrag)
    );
  }

  #sdp(): string {
    const generation = this.#restart || this.#generation === 0 ? this.#generation + 1 : this.#generation;
    const lines = ['v=0', `o=- ${this.session} ${this.#version} IN IP4 127.0.0.1`, 's=-', 't=0 0'];
    for (const { receiver } of this.transceivers) {
      lines.push(`m=${receiver.track.kind} 9 UDP/TLS/RTP/SAVPF 111`, 'c=IN IP4 0.0.0.0');
      lines.push(`a=ice-ufrag:u${this.session}g${generation}`);
      if (receiver.track.kind === 'audio') lines.push('a=rtpmap:111 opus/48000/2', 'a=fmtp:111 minptime=10');
    }
    return `${lines.join('\r\n')}\r\n`;
  }

  #open(): void {
    if (this.signalingState === 'closed') throw new DOMException('closed', 'InvalidStateError');
  }
}

export class FakeTransceiver {
  direction: RTCRtpTransceiverDirection = 'sendrecv';
  readonly receiver: { readonly track: FakeTrack };
  readonly sender = new FakeSender();

  constructor(kind: 'audio' | 'video') {
    this.receiver = { track: new FakeTrack(kind) };
  }
}

export class FakeSender {
  track: FakeTrack | null = null;
  parameters: { encodings: RTCRtpEncodingParameters[]; degradationPreference?: string } = { encodings: [{}] };

  async replaceTrack(track: FakeTrack | null): Promise<void> {
    this.track = track;
  }

  getParameters() {
    return structuredClone(this.parameters);
  }

  async setParameters(parameters: { encodings: RTCRtpEncodingParameters[] }): Promise<void> {
    this.parameters = parameters;
  }
}

export class FakeTrack {
  enabled = true;
  readyState: 'live' | 'ended' = 'live';
  onended: (() => void) | null = null;
  settings: MediaTrackSettings;
  readonly constraints: MediaTrackConstraints[] = [];

  constructor(
    readonly kind: 'audio' | 'video',
    settings: MediaTrackSettings = {},
    readonly label = '',
  ) {
    this.settings = settings;
  }

  stop(): void {
    this.readyState = 'ended';
  }

  /** As when the device is unplugged: browsers say it, other than after `stop()`. */
  end(): void {
    this.readyState = 'ended';
    this.onended?.();
  }

  getSettings(): MediaTrackSettings {
    return this.settings;
  }

  async applyConstraints(constraints: MediaTrackConstraints): Promise<void> {
    this.constraints.push(constraints);
  }
}
