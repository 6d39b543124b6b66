import type { IceServer, Published, Signal } from '@ringback/protocol';
import type {
  Arrival,
  CallMedia,
  CallMediaOptions,
  PathSample,
  PreparedAnswer,
  RecoveryCause,
  VideoProfile,
  ViewOptions,
} from '../plane.js';
import { PathMeter } from '../stats.js';
import { AutoplayGate } from '../views/autoplay.js';
import { RemoteSound } from '../views/remote-sound.js';
import { RemoteUser } from '../views/remote-user.js';
import type { Levels } from '../volume.js';
import { checkedSignal } from './checked-signal.js';
import { configurationOf } from './configuration.js';
import type { Tracks } from './connection.js';
import { LevelMonitor, type Reports } from './level-monitor.js';
import { Pair } from './pair.js';
import { Sending } from './sending.js';
import { ViewTeller } from './view-teller.js';

/** A path, what is measured on it, and what the other end knows of his view. */
interface Peer {
  readonly pair: Pair;
  readonly meter: PathMeter;
  readonly teller: ViewTeller;
  entered: boolean;
  /** It stood at some time: what is not connected now is a broken path rather than one in the making. */
  stood: boolean;
}

/** How far this side has come: who prepares with whom depends on it. */
type Stage =
  | { readonly kind: 'new' }
  | { readonly kind: 'calling' }
  /** This user's device rings, and answers the one offer that came with the ring. */
  | { readonly kind: 'ringing'; readonly inviter: string }
  | { readonly kind: 'talking' };

/** More users than any call has; what a peer says of others must not fill this page. */
const MAX_PEERS = 64;

/** The media of one call on the mesh: a {@link Pair} and a {@link RemoteUser} for each other user. */
export class MeshCall implements CallMedia {
  readonly #options: CallMediaOptions;
  #configuration: RTCConfiguration;
  readonly #peers = new Map<string, Peer>();
  readonly #users = new Map<string, RemoteUser>();
  readonly #gate: AutoplayGate;
  readonly #levels: LevelMonitor;
  readonly #sending: Sending;
  readonly #forgetTracks: () => void;
  #viewOptions: ViewOptions = {};
  #speaker = '';
  #muted = false;
  #bound = false;
  #arrival: Arrival = 'new';
  #stage: Stage = { kind: 'new' };
  #closed = false;

  constructor(options: CallMediaOptions) {
    this.#options = options;
    this.#configuration = configurationOf(options.iceServers, options.relayOnly);
    this.#gate = new AutoplayGate(options.onAutoplayBlocked);
    this.#sending = new Sending(options.local, (userId) => this.#peers.get(userId)?.pair.refresh());
    this.#levels = new LevelMonitor(
      options.local,
      () => this.#reports(),
      (reports, levels) => this.#measured(reports, levels),
    );
    this.#forgetTracks = options.local.onTracks(() => this.#refresh());
  }

  async offersFor(userIds: readonly string[]): Promise<Readonly<Record<string, string>>> {
    this.#stage = { kind: 'calling' };
    const others = [...new Set(userIds)].filter((userId) => userId !== this.#options.selfId);
    const offers = await Promise.all(
      others.map(async (userId) => [userId, await this.#peer(userId)?.pair.prepareOffer()] as const),
    );
    // Whoever has come in while others were still prepared with may have made an offer of his own: one that is told after it would break
    // the path that stands.
    return Object.fromEntries(
      offers.flatMap(([userId, sdp]) =>
        sdp !== undefined && this.#peers.get(userId)?.pair.beginsWith(sdp) ? [[userId, sdp]] : [],
      ),
    );
  }

  useIceServers(servers: readonly IceServer[]): void {
    this.#configuration = configurationOf(servers, this.#options.relayOnly);
    for (const { pair } of this.#peers.values()) pair.configure(this.#configuration);
  }

  bind(arrival: Arrival): void {
    this.#bound = true;
    this.#arrival = arrival;
    for (const { pair } of this.#peers.values()) pair.bind();
  }

  async prepared(): Promise<PreparedAnswer> {
    if (this.#stage.kind !== 'ringing') return {};
    return (await this.#peers.get(this.#stage.inviter)?.pair.prepared()) ?? {};
  }

  receive(from: string, signal: Signal): void {
    const checked = checkedSignal(signal);
    if (!checked) this.#fault(from, new Error('a signal that is none'));
    const peer = checked && this.#peer(from);
    if (!peer) return;
    if (checked.kind === 'view') {
      this.#sending.shows(from, checked);
      return;
    }
    const offer = checked.kind === 'description' && checked.type === 'offer' ? checked.sdp : null;
    if (offer !== null && this.#stage.kind === 'new') {
      this.#stage = { kind: 'ringing', inviter: from };
      peer.pair.prepareAnswer(offer);
    } else {
      peer.pair.receive(checked);
    }
  }

  enter(userId: string): void {
    const peer = this.#peer(userId);
    if (!peer || peer.entered) return;
    peer.entered = true;
    this.#stage = { kind: 'talking' };
    this.#user(userId);
    this.#sending.enter(userId);
    peer.teller.enter();
    peer.pair.enter(this.#arrival);
    // Those who were in before this device are told in one go; whoever comes later is told of it, and begins as with anybody.
    if (this.#arrival === 'moved') {
      queueMicrotask(() => {
        this.#arrival = 'new';
      });
    }
    this.#levels.start();
  }

  recover(cause: RecoveryCause): void {
    for (const { pair, teller } of this.#peers.values()) {
      pair.recover(cause);
      teller.repeat();
    }
  }

  leave(userId: string): void {
    this.#peers.get(userId)?.pair.close();
    this.#peers.delete(userId);
    this.#users.get(userId)?.close();
    this.#users.delete(userId);
    this.#sending.leave(userId);
    if (this.#stage.kind === 'ringing' && this.#stage.inviter === userId) this.#stage = { kind: 'new' };
  }

  remotePublished(userId: string, published: Partial<Published>): void {
    this.#user(userId)?.published(published);
  }

  idleFor(): number {
    return this.#levels.idleFor();
  }

  startRemoteView(userId: string, container: HTMLElement, options: ViewOptions): void {
    this.#user(userId)?.startView(container, options);
  }

  stopRemoteView(userId: string): void {
    this.#users.get(userId)?.stopView();
  }

  setRemoteViewOptions(userId: string | null, options: ViewOptions): void {
    if (userId !== null) {
      this.#user(userId)?.setOptions(options);
      return;
    }
    this.#viewOptions = { ...this.#viewOptions, ...options };
    for (const user of this.#users.values()) user.setOptions(options);
  }

  muteAllRemoteAudio(muted: boolean): void {
    this.#muted = muted;
    for (const { sound } of this.#users.values()) sound.mute(muted);
  }

  async setSpeaker(deviceId: string): Promise<void> {
    RemoteSound.assertSpeakerChoice();
    await Promise.all([...this.#users.values()].map(({ sound }) => sound.useSpeaker(deviceId)));
    this.#speaker = deviceId;
  }

  setVideoProfile(profile: VideoProfile): void {
    this.#sending.setProfile(profile);
  }

  remoteVolumes(): ReadonlyMap<string, number> {
    // The last reading may still hold somebody who has left since.
    return new Map([...this.#levels.remote].filter(([userId]) => this.#peers.has(userId)));
  }

  localVolume(): number {
    return this.#levels.local;
  }

  async sample(): Promise<readonly PathSample[]> {
    const paths: PathSample[] = [];
    for (const [userId, report] of this.#levels.reports) {
      const peer = this.#peers.get(userId);
      if (!peer) continue;
      const connected = peer.pair.state === 'connected';
      peer.stood ||= connected || peer.pair.state === 'failed';
      const figures = connected ? peer.meter.read(report) : { delay: null, upLoss: null, downLoss: null };
      if (peer.stood) paths.push({ userId, connected, ...figures });
    }
    return paths;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#forgetTracks();
    for (const userId of [...this.#peers.keys(), ...this.#users.keys()]) this.leave(userId);
    this.#levels.close();
    this.#gate.close();
  }

  /** undefined: not somebody to talk to, or the call is over. */
  #peer(userId: string): Peer | undefined {
    const known = this.#peers.get(userId);
    if (known) return known;
    if (this.#closed || userId === this.#options.selfId || this.#peers.size >= MAX_PEERS) return undefined;
    const { local, selfId, send } = this.#options;
    // Both sides compare the same two ids and come to opposite results.
    const teller = new ViewTeller((signal) => send(userId, signal));
    const pair = new Pair(this.#configuration, selfId > userId, {
      send: (signal) => send(userId, signal),
      incoming: (tracks) => this.#incoming(userId, tracks),
      outgoing: () => ({
        tracks: { audio: local.audioTrack, video: local.videoTrack },
        encoding: this.#sending.encodingFor(userId),
      }),
      fault: (error) => this.#fault(userId, error),
    });
    if (this.#bound) pair.bind();
    const peer: Peer = { pair, teller, meter: new PathMeter(), entered: false, stood: false };
    this.#peers.set(userId, peer);
    return peer;
  }

  #user(userId: string): RemoteUser | undefined {
    const known = this.#users.get(userId);
    if (known || this.#closed) return known;
    const user = new RemoteUser(this.#gate, this.#viewOptions, (size) =>
      this.#peer(userId)?.teller.show(size),
    );
    user.sound.mute(this.#muted);
    if (this.#speaker !== '') {
      user.sound.useSpeaker(this.#speaker).catch((error: unknown) => this.#fault(userId, error));
    }
    this.#users.set(userId, user);
    return user;
  }

  #incoming(userId: string, { audio, video }: Tracks): void {
    // What comes on a new connection may come from another device, which knows of no view.
    if (this.#user(userId)?.incoming(audio, video)) this.#peers.get(userId)?.teller.repeat();
  }

  #refresh(): void {
    this.#sending.update();
    for (const { pair, entered } of this.#peers.values()) if (entered) pair.refresh();
  }

  #measured(reports: Reports, levels: ReadonlyMap<string, Levels>): void {
    this.#sending.measure(reports);
    for (const [userId, { videoPackets }] of levels) {
      const comes = this.#users.get(userId)?.publishesVideo ? videoPackets > 0 : null;
      this.#peers.get(userId)?.teller.tick(comes);
    }
  }

  async #reports(): Promise<ReadonlyMap<string, RTCStatsReport>> {
    const entered = [...this.#peers].filter(([, peer]) => peer.entered);
    const reports = await Promise.all(
      entered.map(async ([userId, { pair }]) => [userId, await pair.statistics()] as const),
    );
    return new Map(reports.filter((entry): entry is [string, RTCStatsReport] => entry[1] !== null));
  }

  #fault(userId: string, error: unknown): void {
    this.#options.onFault?.(userId, error);
  }
}
