import type { DeviceChoice, DeviceList, Devices } from '../model/devices.js';
import type { Device } from '../model/notice.js';
import type { Environment } from './environment.js';
import type { NoticeBoard } from './notice-board.js';

/** A device as the engine lists it. */
interface Listed {
  readonly deviceId: string;
  readonly deviceName: string;
}

/** What DEVICED_UPDATED carries, as far as it is used here. */
export interface DevicesUpdate {
  readonly microphoneList: readonly Listed[];
  readonly cameraList: readonly Listed[];
  readonly speakerList: readonly Listed[];
  readonly currentMicrophoneID: string;
  readonly currentCameraID: string;
  readonly currentSpeakerID: string;
}

const TYPES = { mic: 'microphone', cam: 'camera', speaker: 'speaker' } as const;
const LISTS = { mic: 'microphones', cam: 'cameras', speaker: 'speakers' } as const;

/** Microphones, cameras and speakers: which there are, which is used. A new one is offered, never taken. */
export class DeviceControl {
  readonly #env: Environment;
  readonly #notices: NoticeBoard;

  constructor(env: Environment, notices: NoticeBoard) {
    this.#env = env;
    this.#notices = notices;
  }

  /** Somebody opens a list. */
  async list(): Promise<void> {
    const lists = await Promise.all((['mic', 'cam', 'speaker'] as const).map((kind) => this.#listOf(kind)));
    const [microphones, cameras, speakers] = lists as [DeviceList, DeviceList, DeviceList];
    this.#env.store.dispatch({ type: 'devices', devices: { microphones, cameras, speakers } });
  }

  async use(kind: Device | 'speaker', deviceId: string): Promise<void> {
    const { engine, journal } = this.#env;
    const params = { deviceType: TYPES[kind], deviceId } as const;
    try {
      await journal.method('switchDevice', [params], () => engine().switchDevice(params));
    } catch {
      // The device before goes on, and DEVICED_UPDATED says which that is.
    }
    this.#notices.dropKind('deviceOffer');
    await this.list();
  }

  /** DEVICED_UPDATED: something was plugged in or out, or switched. */
  updated(update: DevicesUpdate): void {
    const before = this.#env.store.model.devices;
    const devices: Devices = {
      microphones: { choices: update.microphoneList.map(choice), current: update.currentMicrophoneID },
      cameras: { choices: update.cameraList.map(choice), current: update.currentCameraID },
      speakers: { choices: update.speakerList.map(choice), current: update.currentSpeakerID },
    };
    this.#env.store.dispatch({ type: 'devices', devices });
    if (this.#env.store.model.call.phase !== 'talking') return;
    for (const kind of ['mic', 'cam'] as const)
      this.#compare(kind, before[LISTS[kind]], devices[LISTS[kind]]);
  }

  #compare(kind: Device, before: DeviceList, after: DeviceList): void {
    if (before.choices.length === 0) return;
    const lost = before.choices.find(({ id }) => id === before.current && !has(after, id));
    const added = after.choices.find(({ id }) => !has(before, id) && id !== after.current);
    if (lost !== undefined) {
      const other = after.choices.find(({ id }) => id === after.current);
      if (other !== undefined) this.#notices.show({ kind: 'deviceLost', name: lost.name, other: other.name });
    } else if (added !== undefined) {
      this.#notices.show({ kind: 'deviceOffer', device: kind, deviceId: added.id, name: added.name });
    }
  }

  /** Browsers ask for permission before they list; what cannot be listed is empty. */
  async #listOf(kind: Device | 'speaker'): Promise<DeviceList> {
    const engine = this.#env.engine();
    // A camera that is off is not asked for only to be listed.
    if (kind === 'cam' && !this.#usesCamera) return this.#env.store.model.devices.cameras;
    try {
      const listed = await engine.getDeviceList(TYPES[kind]);
      return { choices: listed.map(choice), current: engine.getCurrentDevice(TYPES[kind])?.deviceId ?? '' };
    } catch {
      return { choices: [], current: '' };
    }
  }

  get #usesCamera(): boolean {
    const { call } = this.#env.store.model;
    return (call.phase === 'talking' || call.phase === 'outgoing') && call.media === 'video';
  }
}

function choice({ deviceId, deviceName }: Listed): DeviceChoice {
  return { id: deviceId, name: deviceName };
}

function has(list: DeviceList, id: string): boolean {
  return list.choices.some((known) => known.id === id);
}
