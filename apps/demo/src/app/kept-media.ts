import { liveCall } from '../model/call.js';
import type { Environment } from './environment.js';
import type { MediaInCall, TabMemory } from './memory.js';
import type { OwnMedia } from './own-media.js';

/** After a reload the engine opens nothing by itself (S1-28); whoever had microphone and camera on gets them back. */
export class KeptMedia {
  readonly #memory: TabMemory;
  readonly #media: OwnMedia;

  constructor({ store }: Environment, memory: TabMemory, media: OwnMedia) {
    this.#memory = memory;
    this.#media = media;
    store.subscribe((model, before) => {
      if (model.call !== before.call) this.#keep(liveCall(model.call));
    });
  }

  /** What was on in this call before the page was loaded anew. To be asked before the call is shown. */
  of(callId: string): MediaInCall | null {
    const kept = this.#memory.media;
    return kept?.callId === callId ? kept : null;
  }

  reopen({ mic, cam }: MediaInCall): void {
    if (mic) this.#media.want('mic', true);
    if (cam) this.#media.want('cam', true);
  }

  #keep(call: ReturnType<typeof liveCall>): void {
    const media =
      call === null || call.callId === null
        ? null
        : { callId: call.callId, mic: call.own.mic.on, cam: call.own.cam.on };
    const kept = this.#memory.media;
    const same = kept?.callId === media?.callId && kept?.mic === media?.mic && kept?.cam === media?.cam;
    if (!same) this.#memory.media = media;
  }
}
