import type { LocalCapture } from '../media/capture/local-capture.js';
import type { CallMedia, VideoProfile, ViewOptions } from '../media/plane.js';
import type { LocalPreview } from '../media/views/local-preview.js';
import { DEFAULT_VIDEO_PROFILE } from './video-profiles.js';

/** What the app has chosen for pictures and sound: it holds for the call that runs and for later ones. */
export class MediaChoices {
  readonly #capture: Pick<LocalCapture, 'setVideoProfile'>;
  readonly #preview: Pick<LocalPreview, 'setOptions'>;
  #media: CallMedia | null = null;
  #profile: VideoProfile = DEFAULT_VIDEO_PROFILE;
  #everyone: ViewOptions = {};
  readonly #users = new Map<string, ViewOptions>();
  #muted = false;
  #speaker = '';

  constructor(capture: Pick<LocalCapture, 'setVideoProfile'>, preview: Pick<LocalPreview, 'setOptions'>) {
    this.#capture = capture;
    this.#preview = preview;
  }

  /** The media of a call that begins is set up as chosen. */
  attach(media: CallMedia): void {
    this.#media = media;
    media.setVideoProfile(this.#profile);
    media.muteAllRemoteAudio(this.#muted);
    media.setRemoteViewOptions(null, this.#everyone);
    for (const [userId, options] of this.#users) media.setRemoteViewOptions(userId, options);
    // A speaker that is gone leaves the system's own.
    if (this.#speaker) media.setSpeaker(this.#speaker).catch(() => {});
  }

  /** The call is over. Its sound is on again for the next one, as published kits expect. */
  detach(media: CallMedia): void {
    if (this.#media !== media) return;
    this.#media = null;
    this.#muted = false;
  }

  setVideoProfile(profile: VideoProfile): void {
    this.#profile = profile;
    this.#capture.setVideoProfile(profile);
    this.#media?.setVideoProfile(profile);
  }

  setOwnView(options: ViewOptions): void {
    this.#preview.setOptions(options);
  }

  /** null: everybody else's. */
  setRemoteView(userId: string | null, options: ViewOptions): void {
    if (userId === null) this.#everyone = { ...this.#everyone, ...options };
    else this.#users.set(userId, { ...this.#users.get(userId), ...options });
    this.#media?.setRemoteViewOptions(userId, options);
  }

  /** Who logs in: what was chosen for him until then is for the own picture. */
  knowSelf(userId: string): void {
    const options = this.#users.get(userId);
    if (!options) return;
    this.#users.delete(userId);
    this.setOwnView(options);
  }

  muteAllRemoteAudio(muted: boolean): void {
    this.#muted = muted;
    this.#media?.muteAllRemoteAudio(muted);
  }

  async setSpeaker(deviceId: string): Promise<void> {
    await this.#media?.setSpeaker(deviceId);
    this.#speaker = deviceId;
  }
}
