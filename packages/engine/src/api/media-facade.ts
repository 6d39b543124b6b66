import type { MediaDevice } from '../events/payloads.js';
import { VIDEO_PROFILES, type VideoProfileName } from '../session/video-profiles.js';
import { TUICallCameraPosition } from './constants.js';
import type { EngineCore } from './core.js';
import { unavailable } from './effects.js';
import type { OrNumber, OrString } from './lenient.js';
import type {
  BeautyParams,
  DevicePermission,
  DeviceType,
  LocalViewParams,
  MediaMethods,
  RemoteViewParams,
  RenderParams,
  SwitchDeviceParams,
  ViewTarget,
} from './media.js';
import { elementOf, viewOptions } from './views.js';

/** The part of the engine's façade that has to do with microphone, camera, pictures and devices. */
export abstract class MediaFacade implements MediaMethods {
  readonly #core: EngineCore;

  /** @internal */
  constructor(core: EngineCore) {
    this.#core = core;
  }

  openCamera(videoViewDomID: ViewTarget, isFrontCamera?: boolean): Promise<void> {
    return this.#core.guard.run('openCamera', [videoViewDomID, isFrontCamera], () =>
      this.#core.session.openCamera(videoViewDomID, isFrontCamera),
    );
  }

  closeCamera(): Promise<void> {
    return this.#core.guard.run('closeCamera', [], async () => this.#core.session.closeCamera());
  }

  openMicrophone(): Promise<void> {
    return this.#core.guard.run('openMicrophone', [], () => this.#core.session.openMicrophone());
  }

  closeMicrophone(): Promise<void> {
    return this.#core.guard.run('closeMicrophone', [], async () =>
      this.#core.parts.media.capture.closeMicrophone(),
    );
  }

  startRemoteView(params: RemoteViewParams): Promise<void> {
    return this.#core.guard.run('startRemoteView', [params], async () => {
      const { userID, videoViewDomID, options } = params;
      const element = elementOf(videoViewDomID, this.#core.parts.platform.page, 'startRemoteView');
      this.#core.session.startRemoteView(userID, element, viewOptions(options));
    });
  }

  stopRemoteView(params: { userID: string }): Promise<void> {
    return this.#core.guard.run('stopRemoteView', [params], async () =>
      this.#core.session.stopRemoteView(params.userID),
    );
  }

  setVideoQuality(profile: OrString<VideoProfileName>): Promise<void> {
    return this.#core.guard.run('setVideoQuality', [profile], async () =>
      this.#core.choices.setVideoProfile(VIDEO_PROFILES[profile as VideoProfileName]),
    );
  }

  setVideoRenderParams(params: RenderParams): Promise<void> {
    return this.#core.guard.run('setVideoRenderParams', [params], async () => {
      const { userID } = params ?? {};
      const own = this.#core.isSelf(userID);
      if (own || userID === undefined) this.#core.choices.setOwnView(viewOptions(params));
      if (!own) this.#core.choices.setRemoteView(userID ?? null, viewOptions(params));
    });
  }

  getDeviceList(deviceType: DeviceType): Promise<MediaDevice[]> {
    return this.#core.guard.run('getDeviceList', [deviceType], async () => {
      try {
        return await this.#core.devices.list(deviceType);
      } catch (error) {
        // Published kits leave the view of a running call at every ERROR (G-17).
        if (!this.#core.isInCall) this.#core.emitError(error);
        throw error;
      }
    });
  }

  getCurrentDevice(deviceType: DeviceType): MediaDevice | null {
    return this.#core.devices.current(deviceType);
  }

  switchDevice(params: SwitchDeviceParams): Promise<boolean> {
    return this.#core.guard.run('switchDevice', [params], () => this.#core.devices.switch(params));
  }

  switchCamera(cameraPosition: OrNumber<TUICallCameraPosition>): Promise<void> {
    return this.#core.guard.run('switchCamera', [cameraPosition], () =>
      this.#core.devices.turn(cameraPosition === TUICallCameraPosition.FRONT),
    );
  }

  getDevicePermission(): DevicePermission {
    return this.#core.devices.permission();
  }

  setBlurBackground(level: number): Promise<void> {
    return this.#core.guard.run('setBlurBackground', [level], async () => {
      if (level !== 0) throw unavailable('setBlurBackground', 'blurred background', 'setBlurBackground(0)');
    });
  }

  setVirtualBackground(imagePath: string): Promise<void> {
    return this.#core.guard.run('setVirtualBackground', [imagePath], async () => {
      if (imagePath !== '')
        throw unavailable('setVirtualBackground', 'virtual background', "setVirtualBackground('')");
    });
  }

  enableAIVoice(enable: boolean): Promise<void> {
    return this.#core.guard.run('enableAIVoice', [enable], async () => {
      if (enable) throw unavailable('enableAIVoice', 'noise reduction by a model', 'enableAIVoice(false)');
    });
  }

  setBeautyLevel(params: BeautyParams): Promise<void> {
    return this.#core.guard.run('setBeautyLevel', [params], async () => {
      const { beautyLevel = 0, whitenessLevel = 0, ruddinessLevel = 0 } = params ?? {};
      if (beautyLevel + whitenessLevel + ruddinessLevel > 0)
        throw unavailable('setBeautyLevel', 'beauty filter', 'levels of 0');
    });
  }

  startLocalView(params: LocalViewParams): Promise<void> {
    return this.#core.guard.run('startLocalView', [params], async () =>
      this.#core.deprecated('startLocalView', 'openCamera'),
    );
  }

  stopLocalView(params: Pick<LocalViewParams, 'userID'>): Promise<void> {
    return this.#core.guard.run('stopLocalView', [params], async () =>
      this.#core.deprecated('stopLocalView', 'closeCamera'),
    );
  }
}
