import { Code } from '@ringback/protocol';
import { Failure } from '../../errors/failure.js';
import type { AutoplayGate } from './autoplay.js';

/** The sound of one user, played whether or not his picture is shown. */
export class RemoteSound {
  readonly #gate: AutoplayGate;
  readonly #audio: HTMLAudioElement;

  constructor(gate: AutoplayGate) {
    this.#gate = gate;
    this.#audio = document.createElement('audio');
    this.#audio.autoplay = true;
  }

  play(track: MediaStreamTrack | null): void {
    const shown = this.#audio.srcObject;
    if (shown instanceof MediaStream && shown.getTracks()[0] === track) return;
    this.#audio.srcObject = track ? new MediaStream([track]) : null;
    if (track) void this.#gate.play(this.#audio);
  }

  mute(muted: boolean): void {
    this.#audio.muted = muted;
  }

  /** Throws -1001 where a page always plays on the system's own choice (Safari). */
  static assertSpeakerChoice(): void {
    if (typeof HTMLMediaElement.prototype.setSinkId === 'function') return;
    throw new Failure(Code.NOT_AVAILABLE, 'this browser does not let a page choose the speaker');
  }

  /** '' = the system's default. */
  async useSpeaker(deviceId: string): Promise<void> {
    RemoteSound.assertSpeakerChoice();
    try {
      await this.#audio.setSinkId(deviceId);
    } catch (error) {
      throw new Failure(Code.UNKNOWN, `the speaker cannot be used: ${error}`, error);
    }
  }

  close(): void {
    this.#gate.drop(this.#audio);
    this.#audio.pause();
    this.#audio.srcObject = null;
  }
}
