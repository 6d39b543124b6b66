/** A microphone, camera or speaker that the browser offers. */
export interface DeviceChoice {
  readonly id: string;
  readonly name: string;
}

export interface DeviceList {
  readonly choices: readonly DeviceChoice[];
  /** '' where the browser does not say. */
  readonly current: string;
}

export interface Devices {
  readonly microphones: DeviceList;
  readonly cameras: DeviceList;
  readonly speakers: DeviceList;
}

const NONE: DeviceList = { choices: [], current: '' };
export const NO_DEVICES: Devices = { microphones: NONE, cameras: NONE, speakers: NONE };
