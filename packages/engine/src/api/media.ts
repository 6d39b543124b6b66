import type { MediaDevice } from '../events/payloads.js';
import type { ViewTarget } from '../session/camera.js';
import type { VideoProfileName } from '../session/video-profiles.js';
import type {
  TRTCVideoFillMode,
  TRTCVideoMirrorType,
  TRTCVideoRotation,
  TUICallCameraPosition,
} from './constants.js';
import type { OrNumber, OrString } from './lenient.js';

export type { ViewTarget };

/** How a picture is shown. */
export interface RenderOptions {
  /** Default 'cover'; 'fill' is shown as 'contain', as published engines do. */
  objectFit?: OrString<'contain' | 'cover' | 'fill'>;
  /** Default: the own picture of a front camera is mirrored, others are not. */
  mirror?: boolean;
  /** Degrees clockwise. Default 0. */
  rotation?: TRTCVideoRotation;
  /** The newer published name of `objectFit`, which counts before it. */
  fillMode?: TRTCVideoFillMode;
  /** The newer published name of `mirror`, which counts before it. */
  mirrorType?: TRTCVideoMirrorType;
  /** Taken and not looked at. */
  muted?: boolean;
}

export interface RemoteViewParams {
  userID: string;
  /** The id of an element, or the element. */
  videoViewDomID: ViewTarget;
  options?: RenderOptions;
}

export interface RenderParams extends RenderOptions {
  /** The user's own id: the own picture. Left out: everybody's. */
  userID?: string;
}

/** `microphones` is an older name of `microphone`. */
export type DeviceType = OrString<'camera' | 'microphone' | 'microphones' | 'speaker'>;

export interface SwitchDeviceParams {
  /** `video` and `audio` are older names of `camera` and `microphone`. */
  deviceType: OrString<'camera' | 'microphone' | 'microphones' | 'speaker' | 'video' | 'audio'>;
  deviceId: string;
}

/** Levels are 0–9; left out: 0, off. */
export interface BeautyParams {
  /** 0 smooth, 1 natural; not looked at while there is no filter. */
  style?: OrNumber<0 | 1>;
  beautyLevel?: number;
  whitenessLevel?: number;
  ruddinessLevel?: number;
}

export interface LocalViewParams {
  userID: string;
  /** The id of an element, or the element. */
  videoViewDomID: ViewTarget;
}

/** What the person has last answered to the browser's question. */
export interface DevicePermission {
  audio: boolean;
  video: boolean;
}

/** Microphone, camera, pictures and devices. */
export interface MediaMethods {
  /**
   * Opens the camera and shows the own picture in the element; in a call the others see it (USER_VIDEO_AVAILABLE). An element
   * that is not in the page yet is awaited for 2 s. Resolves without a camera when it was closed meanwhile, also by a change
   * to audio.
   *
   * Rejects −1202, −1201, −1203 (no call, or it has ended meanwhile), −1101, 60004, 30000, 65535. No ERROR is emitted: the call goes
   * on without a picture, and published kits would leave its view.
   *
   * @param videoViewDomID the id of an element, or the element
   * @param isFrontCamera on a phone: true front (default), false back
   */
  openCamera(videoViewDomID: ViewTarget, isFrontCamera?: boolean): Promise<void>;

  /** Stops the camera. Rejects −1201, −1203. */
  closeCamera(): Promise<void>;

  /** Unmutes; opens the microphone where it is not open. Rejects −1201, −1203, −1101, 60003, 30000, 65535. */
  openMicrophone(): Promise<void>;

  /** Mutes. Rejects −1201, −1203. */
  closeMicrophone(): Promise<void>;

  /**
   * Shows somebody's video in the element, which may be moved in the page. The engine touches only what it has put there itself.
   *
   * Rejects −1202 (also where no element has that id), −1201, −1203 (not connected).
   */
  startRemoteView(params: RemoteViewParams): Promise<void>;

  /** Takes the picture out again. Rejects −1202, −1201, −1203. */
  stopRemoteView(params: { userID: string }): Promise<void>;

  /** Resolution, frame rate and bit rate of the own video, from the next picture on. Default '480p'. Rejects −1202. */
  setVideoQuality(profile: OrString<VideoProfileName>): Promise<void>;

  /** How pictures are shown, now and in later calls. Rejects −1202. */
  setVideoRenderParams(params: RenderParams): Promise<void>;

  /**
   * The devices of one kind. Asks for permission first, since browsers hide the names before it.
   *
   * Rejects −1202, −1201, −1101, 60003, 60004, 65535, outside of a call with ERROR; 30000.
   */
  getDeviceList(deviceType: DeviceType): Promise<MediaDevice[]>;

  /** The device in use, else the one that would be; null: none is known. Never throws. */
  getCurrentDevice(deviceType: DeviceType): MediaDevice | null;

  /**
   * Changes over to another device, in this call and in later ones, and resolves true. DEVICED_UPDATED follows.
   *
   * Rejects −1202, −1201, −1203, −1101, 60003, 60004, 65535, −1001 (a speaker, in a browser that does not let pages choose it); the
   * device before then goes on.
   */
  switchDevice(params: SwitchDeviceParams): Promise<boolean>;

  /** Never asks and never throws. */
  getDevicePermission(): DevicePermission;
  /**
   * The other camera of a phone: `TUICallCameraPosition`. It counts for later calls too; a closed camera stays closed. A machine without
   * such a camera goes on with the one it has. DEVICED_UPDATED follows.
   *
   * Rejects −1202, −1201, −1203, −1101, 60004, 65535.
   */
  switchCamera(cameraPosition: OrNumber<TUICallCameraPosition>): Promise<void>;
  /**
   * 0: no blurred background, as it is. There is none yet: rejects −1001 for anything above, −1202, −1201.
   */
  setBlurBackground(level: number): Promise<void>;
  /** '': no virtual background, as it is. There is none yet: rejects −1001 for anything else, −1202, −1201. */
  setVirtualBackground(imagePath: string): Promise<void>;
  /**
   * false: without noise reduction by a model, as it is; the browser's own is always on. There is none yet: rejects −1001 for true,
   * −1202, −1201.
   */
  enableAIVoice(enable: boolean): Promise<void>;
  /** All levels 0: no filter, as it is. There is none yet: rejects −1001 for anything else, −1202. */
  setBeautyLevel(params: BeautyParams): Promise<void>;
  /**
   * Does nothing but write a warning, as in published engines since their 3.0. Rejects −1202, −1201, −1203.
   *
   * @deprecated `openCamera()` shows the own picture.
   */
  startLocalView(params: LocalViewParams): Promise<void>;
  /**
   * Does nothing but write a warning, as in published engines since their 3.0. Rejects −1202, −1201, −1203.
   *
   * @deprecated `closeCamera()` takes the own picture out.
   */
  stopLocalView(params: Pick<LocalViewParams, 'userID'>): Promise<void>;
}
