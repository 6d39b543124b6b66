import type { Published } from '@ringback/protocol';
import type { Failure } from '../../errors/failure.js';
import type { LocalMedia, VideoProfile } from '../plane.js';
import type { CaptureKind } from './capture-error.js';
import { CaptureSlot, type Wish } from './capture-slot.js';
import { Permissions } from './permissions.js';

/**
 * A second, whatever is sent of them: an encoder passes over the first frames or waits for the next one, so that at 15 a second the other
 * side saw its first picture 100 ms later (`npm run bench -- media`). The sender's own bound drops what the profile does not want.
 */
const CAPTURED_FRAMES = 30;

export interface LocalCaptureOptions {
  readonly profile: VideoProfile;
  /** The device in use is gone and no other could be opened; `published` says so already. */
  readonly onLost: (kind: CaptureKind, failure: Failure) => void;
}

export interface CameraChoice {
  /** true front, false back; a page without such a camera takes the one it has. */
  readonly front?: boolean | undefined;
}

/**
 * The microphone and the camera of this page, for one call after the other; `release()` ends each.
 *
 * A muted microphone stays open and sends silence, as the published engines do: unmuting is instant and asks nobody again, and
 * with DTX silence costs a few small packets a second, which also tell the other side that this one is alive. A closed camera
 * is really stopped, and its light goes out.
 */
export class LocalCapture implements LocalMedia {
  readonly permissions = new Permissions();
  readonly #microphone: CaptureSlot;
  readonly #camera: CaptureSlot;
  readonly #listeners = new Set<() => void>();
  /** Devices that were chosen, for later calls too. */
  readonly #chosen: Partial<Record<CaptureKind, string>> = {};
  #profile: VideoProfile;
  #half = false;
  #front = true;
  #speaking = false;

  constructor({ profile, onLost }: LocalCaptureOptions) {
    this.#profile = profile;
    const slot = (kind: CaptureKind, fallback: () => Wish) =>
      new CaptureSlot(kind, fallback, {
        changed: () => this.#changed(),
        permission: (granted) => this.permissions.note(kind, granted),
        lost: (failure) => onLost(kind, failure),
      });
    this.#microphone = slot('microphone', () => this.#microphoneWish());
    this.#camera = slot('camera', () => this.#cameraWish());
  }

  get published(): Published {
    return { audio: this.#speaking && this.#microphone.track !== null, video: this.#camera.track !== null };
  }

  get audioTrack(): MediaStreamTrack | null {
    return this.#microphone.track;
  }

  get videoTrack(): MediaStreamTrack | null {
    return this.#camera.track;
  }

  onTracks(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Asks for the microphone before a call and keeps it, muted, for that call: one prompt, not two (S1-24).
   * Rejects -1101, 60003, 30000, 65535; -1203 when `release()` came meanwhile.
   */
  async probe(): Promise<void> {
    if (this.#microphone.track?.readyState !== 'live') await this.#microphone.open(this.#microphoneWish());
  }

  /** Opens or unmutes. Rejects as `probe()`. */
  async openMicrophone(): Promise<void> {
    this.#speaking = true;
    if (this.#microphone.track?.readyState === 'live') this.#changed();
    else await this.#microphone.open(this.#microphoneWish());
  }

  /** Mutes. */
  closeMicrophone(): void {
    this.#speaking = false;
    this.#changed();
  }

  /**
   * Resolves when the camera runs, or when it was closed meanwhile. Without a side it takes the camera that was chosen, else the
   * front one. Rejects -1101, 60004, 30000, 65535; -1203 when `release()` came meanwhile.
   */
  async openCamera({ front }: CameraChoice = {}): Promise<void> {
    const other = front !== undefined && (front !== this.#front || this.#chosen.camera !== undefined);
    if (other) {
      this.#front = front;
      delete this.#chosen.camera;
    } else if (this.#camera.track?.readyState === 'live') {
      return;
    }
    await this.#camera.open(this.#cameraWish());
  }

  /** Takes the front camera or the back one from now on; a closed one stays closed. Rejects as opening does. */
  async chooseSide(front: boolean): Promise<void> {
    if (this.#camera.track || this.#camera.opening) {
      await this.openCamera({ front });
    } else {
      this.#front = front;
      delete this.#chosen.camera;
    }
  }

  closeCamera(): void {
    this.#camera.close();
  }

  /**
   * Chooses a device, and changes over at once where one of its kind is open. Rejects as opening does; the old device then goes
   * on, unless it had to be let go for the new one to be tried.
   */
  async switchDevice(kind: CaptureKind, deviceId: string): Promise<void> {
    const slot = this.#slot(kind);
    if (slot.track || slot.opening) {
      const exact = { exact: deviceId };
      await slot.open(kind === 'camera' ? this.#cameraWish(exact) : this.#microphoneWish(exact));
    }
    this.#chosen[kind] = deviceId;
  }

  /** For the camera in use and for later ones. */
  setVideoProfile(profile: VideoProfile): void {
    this.#profile = profile;
    this.#fit();
  }

  halveVideo(half: boolean): void {
    if (half === this.#half) return;
    this.#half = half;
    this.#fit();
  }

  /** The device that is in use, else the one that was chosen; undefined: the system's default. */
  deviceId(kind: CaptureKind): string | undefined {
    return this.#slot(kind).track?.getSettings().deviceId ?? this.#chosen[kind];
  }

  /** Settles when an opening that is under way has; null: none is, and no such device is open. */
  opened(kind: CaptureKind): Promise<unknown> | null {
    const slot = this.#slot(kind);
    return slot.opening ?? (slot.track?.readyState === 'live' ? Promise.resolve() : null);
  }

  /** The call is over: everything is closed, and what a prompt still gives is stopped at once. Idempotent. */
  release(): void {
    this.#speaking = false;
    this.#half = false;
    this.#microphone.release();
    this.#camera.release();
  }

  #slot(kind: CaptureKind): CaptureSlot {
    return kind === 'camera' ? this.#camera : this.#microphone;
  }

  /** A device id without `exact` is a wish: where it was unplugged, the system's default takes its place. */
  #microphoneWish(deviceId: ConstrainDOMString | undefined = this.#chosen.microphone): Wish {
    const constraints: MediaTrackConstraints = {
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
      channelCount: 1,
      ...(deviceId === undefined ? {} : { deviceId }),
    };
    return { key: JSON.stringify(constraints), constraints };
  }

  /** All but an `exact` id are wishes: an old camera or an unplugged one must not keep a call from having a picture. */
  #cameraWish(deviceId: ConstrainDOMString | undefined = this.#chosen.camera): Wish {
    const parts = this.#half ? 2 : 1;
    const constraints: MediaTrackConstraints = {
      width: { ideal: this.#profile.width / parts },
      height: { ideal: this.#profile.height / parts },
      frameRate: { ideal: Math.max(CAPTURED_FRAMES, this.#profile.frameRate) },
      ...(deviceId === undefined ? { facingMode: this.#front ? 'user' : 'environment' } : { deviceId }),
    };
    return { key: JSON.stringify(constraints), constraints };
  }

  /** A camera that cannot keeps its size: the sender scales it down. */
  #fit(): void {
    this.#camera.track?.applyConstraints(this.#cameraWish().constraints).catch(() => {});
  }

  #changed(): void {
    const { track } = this.#microphone;
    if (track) track.enabled = this.#speaking;
    for (const listener of this.#listeners) listener();
  }
}
