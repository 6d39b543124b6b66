/** What is known of the person's permission, for `getDevicePermission()`, which has to answer at once. */
export class Permissions {
  #audio = false;
  #video = false;

  /** true: the last word was a yes. */
  get current(): { readonly audio: boolean; readonly video: boolean } {
    return { audio: this.#audio, video: this.#video };
  }

  note(kind: 'microphone' | 'camera', granted: boolean): void {
    if (kind === 'microphone') this.#audio = granted;
    else this.#video = granted;
  }
}
