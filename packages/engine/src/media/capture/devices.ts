import { Code } from '@ringback/protocol';
import { codeOf } from '../../errors/failure.js';
import { type CaptureKind, captureFailure, mediaDevices } from './capture-error.js';
import type { LocalCapture } from './local-capture.js';

export type DeviceKind = CaptureKind | 'speaker';

/** A microphone, camera or speaker. `deviceName` and `label` carry the same value. */
export interface Device {
  readonly deviceId: string;
  readonly deviceName: string;
  readonly label: string;
  /** The same for what is in one piece of hardware. */
  readonly groupId: string;
}

/** What DEVICED_UPDATED tells. */
export interface DevicesState {
  readonly microphoneList: Device[];
  readonly cameraList: Device[];
  readonly speakerList: Device[];
  /** What is in use, else what would be; null: there is none. */
  readonly currentMicrophone: Device | null;
  readonly currentCamera: Device | null;
  readonly currentSpeaker: Device | null;
  readonly currentMicrophoneID: string;
  readonly currentCameraID: string;
  readonly currentSpeakerID: string;
}

const KINDS = { microphone: 'audioinput', camera: 'videoinput', speaker: 'audiooutput' } as const;

/** One headset is several devices, and the browser reports each. */
const SETTLE_MS = 300;

type Lists = Readonly<Record<DeviceKind, readonly Device[]>>;

/** The devices of this machine, as far as the person lets the page know them. */
export class Devices {
  readonly #capture: LocalCapture;
  #lists: Lists = { microphone: [], camera: [], speaker: [] };
  #speakerId: string | undefined;

  constructor(capture: LocalCapture) {
    this.#capture = capture;
  }

  /** The speaker that was chosen; undefined: the system's default. */
  get speakerId(): string | undefined {
    return this.#speakerId;
  }

  /** Remembers the choice. The call's media does the switching. */
  chooseSpeaker(deviceId: string): void {
    this.#speakerId = deviceId;
  }

  /**
   * Asks for permission first, since browsers hide names and ids before it: the microphone's for microphones and speakers.
   * Rejects -1101, 60003, 60004, 30000, 65535.
   */
  async list(kind: DeviceKind): Promise<Device[]> {
    await this.#ask(kind === 'camera' ? 'camera' : 'microphone');
    await this.#enumerate();
    return [...this.#lists[kind]];
  }

  /** The device in use, else the one that would be, as of the last look at the list. null: none is known. */
  current(kind: DeviceKind): Device | null {
    const list = this.#lists[kind];
    const id = kind === 'speaker' ? this.#speakerId : this.#capture.deviceId(kind);
    return list.find((device) => device.deviceId === id) ?? this.#open(kind) ?? list[0] ?? null;
  }

  /** The last known answers of the person; never asks. */
  permission(): { readonly audio: boolean; readonly video: boolean } {
    return this.#capture.permissions.current;
  }

  /** All of it as it is now, without asking for permission. */
  async state(): Promise<DevicesState> {
    await this.#enumerate();
    const microphone = this.current('microphone');
    const camera = this.current('camera');
    const speaker = this.current('speaker');
    return {
      microphoneList: [...this.#lists.microphone],
      cameraList: [...this.#lists.camera],
      speakerList: [...this.#lists.speaker],
      currentMicrophone: microphone,
      currentCamera: camera,
      currentSpeaker: speaker,
      currentMicrophoneID: microphone?.deviceId ?? '',
      currentCameraID: camera?.deviceId ?? '',
      currentSpeakerID: speaker?.deviceId ?? '',
    };
  }

  /** Calls back when a device came or went. Returns what ends it. Nothing happens where there are no devices (Node). */
  onChange(listener: (state: DevicesState) => void): () => void {
    const devices: MediaDevices | undefined = globalThis.navigator?.mediaDevices;
    if (!devices) return () => {};
    let timer: ReturnType<typeof setTimeout> | undefined;
    let ended = false;
    const tell = async () => {
      const before = JSON.stringify(this.#lists);
      const state = await this.state().catch(() => null);
      if (state && !ended && JSON.stringify(this.#lists) !== before) listener(state);
    };
    const changed = () => {
      clearTimeout(timer);
      timer = setTimeout(() => void tell(), SETTLE_MS);
    };
    devices.addEventListener('devicechange', changed);
    return () => {
      ended = true;
      clearTimeout(timer);
      devices.removeEventListener('devicechange', changed);
    };
  }

  /** What is open is known without a list. */
  #open(kind: DeviceKind): Device | null {
    if (kind === 'speaker') return null;
    const track = kind === 'camera' ? this.#capture.videoTrack : this.#capture.audioTrack;
    return track && describe({ ...track.getSettings(), label: track.label });
  }

  /** A prompt that is open answers for this one too, and a device that is open already has. */
  async #ask(kind: CaptureKind): Promise<void> {
    const opened = this.#capture.opened(kind);
    if (opened) {
      try {
        return void (await opened);
      } catch (error) {
        // The call that had asked is over, which says nothing of the device.
        if (codeOf(error) === Code.WRONG_STATE) return this.#ask(kind);
        throw error;
      }
    }
    const devices = mediaDevices();
    if (await this.#known(kind)) return this.#capture.permissions.note(kind, true);
    try {
      const stream = await devices.getUserMedia(kind === 'camera' ? { video: true } : { audio: true });
      for (const track of stream.getTracks()) track.stop();
      this.#capture.permissions.note(kind, true);
    } catch (error) {
      this.#capture.permissions.note(kind, false);
      throw captureFailure(kind, error);
    }
  }

  /** Permission was given and the names are shown; Firefox hides them until a device was open on this page. */
  async #known(kind: CaptureKind): Promise<boolean> {
    try {
      const name = kind as PermissionName;
      const { state } = await globalThis.navigator.permissions.query({ name });
      await this.#enumerate();
      return state === 'granted' && this.#lists[kind].some(({ label }) => label !== '');
    } catch {
      // Not every browser answers this question; asking for the device itself does.
      return false;
    }
  }

  async #enumerate(): Promise<void> {
    const all = await mediaDevices().enumerateDevices();
    const of = (kind: DeviceKind) =>
      all.filter((device) => device.kind === KINDS[kind] && device.deviceId !== '').map(describe);
    this.#lists = { microphone: of('microphone'), camera: of('camera'), speaker: of('speaker') };
  }
}

type Described = Pick<MediaTrackSettings, 'deviceId' | 'groupId'> & Pick<MediaDeviceInfo, 'label'>;

function describe({ deviceId = '', label, groupId = '' }: Described): Device {
  return { deviceId, deviceName: label, label, groupId };
}
