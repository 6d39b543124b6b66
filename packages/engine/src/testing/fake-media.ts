import type { IceServer, Published } from '@ringback/protocol';
import type { EngineMedia } from '../api/parts.js';
import { Failure } from '../errors/failure.js';
import type { Device, DevicesState } from '../media/capture/devices.js';
import type {
  Arrival,
  CallMedia,
  CallMediaOptions,
  MediaPlane,
  PathSample,
  PreparedAnswer,
} from '../media/plane.js';

/** Devices that open when a test says so; by default at once. */
export class FakeCapture {
  readonly log: string[] = [];
  readonly #listeners = new Set<() => void>();
  #audio = false;
  #video = false;
  #releases: (() => void)[] = [];
  /** What the next openings do: nothing is there to wait for, unless a test puts something here. */
  microphone: () => Promise<void> = async () => {};
  cameraOpens: () => Promise<void> = async () => {};

  get published(): Published {
    return { audio: this.#audio, video: this.#video };
  }

  get audioTrack(): MediaStreamTrack | null {
    return this.#audio ? ({ kind: 'audio' } as MediaStreamTrack) : null;
  }

  get videoTrack(): MediaStreamTrack | null {
    return this.#video ? ({ kind: 'video' } as MediaStreamTrack) : null;
  }

  halveVideo(): void {}

  onTracks(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  async openMicrophone(): Promise<void> {
    this.log.push('openMicrophone');
    await this.#untilReleased(this.microphone());
    this.#put(true, this.#video);
  }

  closeMicrophone(): void {
    this.log.push('closeMicrophone');
    this.#put(false, this.#video);
  }

  async openCamera(choice: { readonly front?: boolean | undefined } = {}): Promise<void> {
    this.log.push(choice.front === undefined ? 'openCamera' : `openCamera(front: ${choice.front})`);
    await this.#untilReleased(this.cameraOpens());
    this.#put(this.#audio, true);
  }

  closeCamera(): void {
    this.log.push('closeCamera');
    this.#put(this.#audio, false);
  }

  async switchDevice(kind: string, deviceId: string): Promise<void> {
    this.log.push(`switchDevice(${kind}, ${deviceId})`);
  }

  async chooseSide(front: boolean): Promise<void> {
    this.log.push(`chooseSide(front: ${front})`);
  }

  setVideoProfile(profile: { readonly height: number }): void {
    this.log.push(`setVideoProfile(${profile.height})`);
  }

  release(): void {
    this.log.push('release');
    for (const release of this.#releases.splice(0)) release();
    this.#put(false, false);
  }

  async #untilReleased(opened: Promise<void>): Promise<void> {
    const released = new Promise<never>((_, reject) => {
      this.#releases.push(() => reject(Failure.callOver()));
    });
    await Promise.race([opened, released]);
  }

  #put(audio: boolean, video: boolean): void {
    const changed = audio !== this.#audio || video !== this.#video;
    this.#audio = audio;
    this.#video = video;
    if (changed) for (const listener of this.#listeners) listener();
  }
}

/** Writes down what it is asked to do. */
export class FakeCall implements CallMedia {
  readonly log: string[] = [];
  prepare: () => Promise<PreparedAnswer> = async () => ({});
  samples: readonly PathSample[] = [];
  /** Media came from anybody so many ms ago. */
  idle = 0;
  volumes: ReadonlyMap<string, number> = new Map();

  constructor(readonly options: CallMediaOptions) {}

  async offersFor(userIds: readonly string[]): Promise<Record<string, string>> {
    this.log.push(`offersFor(${userIds})`);
    return Object.fromEntries(userIds.map((userId) => [userId, `offer to ${userId}`]));
  }

  useIceServers(servers: readonly IceServer[]): void {
    this.log.push(`useIceServers(${servers.flatMap(({ urls }) => urls)})`);
  }

  bind(arrival: Arrival): void {
    this.log.push(arrival === 'new' ? 'bind' : `bind(${arrival})`);
  }

  prepared(): Promise<PreparedAnswer> {
    this.log.push('prepared');
    return this.prepare();
  }

  receive(from: string, signal: { readonly kind: string }): void {
    this.log.push(`receive(${from}, ${signal.kind})`);
  }

  enter(userId: string): void {
    this.log.push(`enter(${userId})`);
  }

  recover(cause: string): void {
    this.log.push(`recover(${cause})`);
  }

  leave(userId: string): void {
    this.log.push(`leave(${userId})`);
  }

  remotePublished(userId: string, published: Partial<Published>): void {
    this.log.push(`remotePublished(${userId}, ${JSON.stringify(published)})`);
  }

  idleFor(): number {
    return this.idle;
  }

  startRemoteView(userId: string, container: HTMLElement, options: object): void {
    this.log.push(`startRemoteView(${userId}, ${container.id}, ${JSON.stringify(options)})`);
  }

  stopRemoteView(userId: string): void {
    this.log.push(`stopRemoteView(${userId})`);
  }

  setRemoteViewOptions(userId: string | null, options: object): void {
    this.log.push(`setRemoteViewOptions(${userId}, ${JSON.stringify(options)})`);
  }

  muteAllRemoteAudio(muted: boolean): void {
    this.log.push(`muteAllRemoteAudio(${muted})`);
  }

  async setSpeaker(deviceId: string): Promise<void> {
    this.log.push(`setSpeaker(${deviceId})`);
  }

  setVideoProfile(profile: { readonly height: number }): void {
    this.log.push(`setVideoProfile(${profile.height})`);
  }

  remoteVolumes(): ReadonlyMap<string, number> {
    return this.volumes;
  }

  localVolume(): number {
    return 7;
  }

  async sample(): Promise<readonly PathSample[]> {
    return this.samples;
  }

  close(): void {
    this.log.push('close');
  }
}

export class FakePlane implements MediaPlane {
  readonly calls: FakeCall[] = [];
  load?: () => Promise<void> | null;

  open(options: CallMediaOptions): FakeCall {
    const call = new FakeCall(options);
    this.calls.push(call);
    return call;
  }

  get last(): FakeCall {
    const last = this.calls.at(-1);
    if (!last) throw new Error('no media was opened');
    return last;
  }
}

export const microphone: Device = { deviceId: 'm1', deviceName: 'Mic', label: 'Mic', groupId: 'g' };

export class FakeDevices {
  readonly log: string[] = [];
  #listener: ((state: DevicesState) => void) | null = null;
  list = async (_kind: string): Promise<Device[]> => [microphone];
  speakerId: string | undefined;

  chooseSpeaker(deviceId: string): void {
    this.log.push(`chooseSpeaker(${deviceId})`);
  }

  current(kind: string): Device | null {
    return kind === 'microphone' ? microphone : null;
  }

  permission(): { audio: boolean; video: boolean } {
    return { audio: true, video: false };
  }

  async state(): Promise<DevicesState> {
    return {
      microphoneList: [microphone],
      cameraList: [],
      speakerList: [],
      currentMicrophone: microphone,
      currentCamera: null,
      currentSpeaker: null,
      currentMicrophoneID: 'm1',
      currentCameraID: '',
      currentSpeakerID: '',
    };
  }

  onChange(listener: (state: DevicesState) => void): () => void {
    this.#listener = listener;
    return () => {
      this.#listener = null;
    };
  }

  get isWatched(): boolean {
    return this.#listener !== null;
  }

  async change(): Promise<void> {
    this.#listener?.(await this.state());
  }
}

export class FakePreview {
  readonly log: string[] = [];

  start(container: HTMLElement): void {
    this.log.push(`start(${container.id})`);
  }

  stop(): void {
    this.log.push('stop');
  }

  setOptions(options: object): void {
    this.log.push(`setOptions(${JSON.stringify(options)})`);
  }

  close(): void {
    this.log.push('close');
  }
}

export interface FakeMedia extends EngineMedia {
  readonly plane: FakePlane;
  readonly capture: FakeCapture;
  readonly preview: FakePreview;
  readonly devices: FakeDevices;
}

export const fakeMedia = (): FakeMedia => ({
  plane: new FakePlane(),
  capture: new FakeCapture(),
  preview: new FakePreview(),
  devices: new FakeDevices(),
});
