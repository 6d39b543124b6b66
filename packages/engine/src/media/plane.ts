import type { IceCandidate, IceServer, Published, Signal } from '@ringback/protocol';

/** What carries the media of calls: `mesh` now, an SFU later. The session asks, the plane does. */
export interface MediaPlane {
  /** Begins the media of one call, before the call is known to the server. Nothing is captured, sent or played by it. */
  open(options: CallMediaOptions): CallMedia;
}

export interface CallMediaOptions {
  readonly selfId: string;
  readonly iceServers: readonly IceServer[];
  /** No address but a TURN server's is told or used. */
  readonly relayOnly: boolean;
  readonly local: LocalMedia;
  /** Sends a signal to the device with which `to` is in the call; lost where there is no link. */
  readonly send: (to: string, signal: Signal) => void;
  /** The browser refused to play remote sound (ON_AUTOPLAY_BLOCKED); it is tried again at the next touch or key. */
  readonly onAutoplayBlocked: () => void;
  /** For the log: something went wrong on the path to this user and was ignored or mended. */
  readonly onFault?: (userId: string, error: unknown) => void;
}

/**
 * The media of one call. The order of calls is the order of the server's word: `enter` is the word that somebody was
 * accepted, and before it nothing is sent to or played from that user (G-19).
 */
export interface CallMedia {
  /**
   * Caller, before `bind`: the offer for each callee with whom it prepares. Before `call` for one, whose offer rides in it; of several
   * after it, and `bind` does not wait for what this resolves with.
   */
  offersFor(userIds: readonly string[]): Promise<Readonly<Record<string, string>>>;
  /** These in place of those before: for paths to come, and for those that stand when they are next made anew. */
  useIceServers(servers: readonly IceServer[]): void;
  /** The server knows the call: addresses are gathered and sent (the server holds them back until the accept). */
  bind(arrival: Arrival): void;
  /** Callee, while it rings: what `accept` carries. Empty when no offer came. */
  prepared(): Promise<PreparedAnswer>;
  /** A signal from another user of the call. Never throws, whatever it holds. */
  receive(from: string, signal: Signal): void;
  /** The server's word that both users are in: send and play. */
  enter(userId: string): void;
  /**
   * `network`: the page is on another network, so that every path is tried anew. `link`: signals pass again, so that those which do
   * not stand are.
   */
  recover(cause: RecoveryCause): void;
  /** Closes the path to this user at once. */
  leave(userId: string): void;
  /** What the remote user publishes, for the views; state of the server. */
  remotePublished(userId: string, published: Partial<Published>): void;
  /** Media arrived from anybody so many ms ago; Infinity: never. */
  idleFor(): number;
  /** Shows the remote video inside the element; replaces an earlier view of that user. */
  startRemoteView(userId: string, container: HTMLElement, options: ViewOptions): void;
  stopRemoteView(userId: string): void;
  setRemoteViewOptions(userId: string | null, options: ViewOptions): void;
  muteAllRemoteAudio(muted: boolean): void;
  setSpeaker(deviceId: string): Promise<void>;
  setVideoProfile(profile: VideoProfile): void;
  /** Volume of every remote user, 0–100. */
  remoteVolumes(): ReadonlyMap<string, number>;
  /** Volume of the own microphone as it is sent, 0–100; 0 while it is muted or closed. */
  localVolume(): number;
  /** RTP statistics since the last sample. */
  sample(): Promise<readonly PathSample[]>;
  /** Closes every path and removes every element. Nothing of the call's media is left. Idempotent. */
  close(): void;
}

/**
 * `moved`: with another device or page this user was in the call before, so that nobody is told that he enters, and nobody else begins
 * to make a path.
 */
export type Arrival = 'new' | 'moved';

export type RecoveryCause = 'network' | 'link';

export interface PreparedAnswer {
  readonly answer?: string;
  readonly candidates?: readonly IceCandidate[];
}

export interface ViewOptions {
  readonly objectFit?: 'contain' | 'cover' | 'fill';
  readonly mirror?: boolean;
  readonly rotation?: number;
}

export interface VideoProfile {
  readonly width: number;
  readonly height: number;
  readonly frameRate: number;
  /** kbit/s */
  readonly bitrate: number;
}

/** One path's figures over the last sample interval. `null`: not measured yet. */
export interface PathSample {
  readonly userId: string;
  /** Round trip, ms. */
  readonly delay: number | null;
  /** Lost packets, %, of what we send and of what we receive. */
  readonly upLoss: number | null;
  readonly downLoss: number | null;
  readonly connected: boolean;
}

/** Microphone and camera of this page, for one call after the other. The plane follows its tracks. */
export interface LocalMedia {
  readonly published: Published;
  readonly audioTrack: MediaStreamTrack | null;
  readonly videoTrack: MediaStreamTrack | null;
  /** true: nobody gets more than a half of the profile's width and height, so that no more need be captured. */
  halveVideo(half: boolean): void;
  /** Called when a track was opened, replaced or closed. */
  onTracks(listener: () => void): () => void;
}
