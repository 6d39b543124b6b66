import type { Emission } from '../events/map.js';
import { TUICallEvent } from '../events/names.js';
import type { MediaDevice } from '../events/payloads.js';
import type { DeviceKind, Devices } from '../media/capture/devices.js';
import type { LocalCapture } from '../media/capture/local-capture.js';
import type { Cancel, Clock } from '../platform/platform.js';
import { Deadline } from '../session/deadline.js';
import type { MediaChoices } from '../session/media-choices.js';
import type { DevicePermission, DeviceType, SwitchDeviceParams } from './media.js';

/** Every published name of a kind of device. */
const KINDS = {
  camera: 'camera',
  video: 'camera',
  microphone: 'microphone',
  microphones: 'microphone',
  audio: 'microphone',
  speaker: 'speaker',
} as const satisfies Record<string, DeviceKind>;

/** The guards have checked the name. */
const kindOf = (name: string): DeviceKind => KINDS[name as keyof typeof KINDS];

export interface DeviceControlParts {
  readonly devices: Pick<Devices, 'list' | 'current' | 'permission' | 'state' | 'onChange' | 'chooseSpeaker'>;
  readonly capture: Pick<LocalCapture, 'switchDevice' | 'chooseSide'>;
  readonly choices: Pick<MediaChoices, 'setSpeaker'>;
  readonly clock: Clock;
  /** In a later task. */
  readonly emit: (emission: Emission) => void;
}

/** Lists, choices and changes of devices, under the published names. */
export class DeviceControl {
  readonly #parts: DeviceControlParts;
  readonly #ignoreChanges: Cancel;

  constructor(parts: DeviceControlParts) {
    this.#parts = parts;
    this.#ignoreChanges = parts.devices.onChange((state) => this.#tell(state));
  }

  list(type: DeviceType): Promise<MediaDevice[]> {
    return this.#within((devices) => devices.list(kindOf(type)));
  }

  current(type: DeviceType): MediaDevice | null {
    return Object.hasOwn(KINDS, type) ? this.#parts.devices.current(kindOf(type)) : null;
  }

  permission(): DevicePermission {
    return { ...this.#parts.devices.permission() };
  }

  async switch({ deviceType, deviceId }: SwitchDeviceParams): Promise<boolean> {
    const kind = kindOf(deviceType);
    if (kind === 'speaker') {
      await this.#parts.choices.setSpeaker(deviceId);
      this.#parts.devices.chooseSpeaker(deviceId);
    } else {
      await this.#within(() => this.#parts.capture.switchDevice(kind, deviceId));
    }
    this.#tell(await this.#parts.devices.state());
    return true;
  }

  /** The front camera of a phone, or the back one. */
  async turn(front: boolean): Promise<void> {
    await this.#within(() => this.#parts.capture.chooseSide(front));
    this.#tell(await this.#parts.devices.state());
  }

  /** Nothing is watched any more. */
  close(): void {
    this.#ignoreChanges();
  }

  #tell(state: Awaited<ReturnType<Devices['state']>>): void {
    this.#parts.emit({ event: TUICallEvent.DEVICED_UPDATED, payload: { ...state } });
  }

  /** G-16, also while the browser asks the person. */
  async #within<T>(work: (devices: DeviceControlParts['devices']) => Promise<T>): Promise<T> {
    const deadline = new Deadline(this.#parts.clock);
    try {
      return await deadline.race(work(this.#parts.devices));
    } finally {
      deadline.end();
    }
  }
}
