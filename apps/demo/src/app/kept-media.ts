import { liveCall } from '../model/call.js';
import type { OwnMedia as OwnMediaState } from '../model/live.js';
import type { Environment } from './environment.js';
import type { MediaInCall, TabMemory } from './memory.js';
import type { OwnMedia } from './own-media.js';

/** After a reload the engine opens nothing by itself (S1-28); microphone, camera and sound go on as they were. */
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

  reopen(media: MediaInCall): void {
    this.#media.resume(media);
  }

  #keep(call: ReturnType<typeof liveCall>): void {
    const media = call === null || call.callId === null ? null : mediaOf(call.callId, call.own);
    if (JSON.stringify(media) !== JSON.stringify(this.#memory.media)) this.#memory.media = media;
  }
}

function mediaOf(callId: string, { mic, cam, speaker }: OwnMediaState): MediaInCall {
  return { callId, mic: mic.on, cam: cam.on, speaker };
}
