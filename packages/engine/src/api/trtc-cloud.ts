import { Emitter, type Listener } from '../events/emitter.js';

/** What published UI kits use of the media engine beneath the calling engine. */
export interface TRTCCloud {
  /** Silences everybody else, in the call that runs or the next one; the end of a call takes it back. */
  muteAllRemoteAudio(muted: boolean): void;
  /**
   * Subscribes to an event of the media engine. Kits subscribe to `onRecvCustomCmdMsg` (captions) as they start. Ringback has no
   * captions, so nothing is delivered here.
   */
  on(event: string, listener: Listener<never>, context?: unknown): void;
  off(event: string, listener: Listener<never>, context?: unknown): void;
}

export function createTRTCCloud(
  muteAllRemoteAudio: (muted: boolean) => void,
  report: (error: unknown) => void,
): TRTCCloud {
  const emitter = new Emitter<Record<string, never>>(report);
  return {
    muteAllRemoteAudio: (muted) => muteAllRemoteAudio(muted === true),
    on: (event, listener, context) => emitter.on(event, listener, context),
    off: (event, listener, context) => emitter.off(event, listener, context),
  };
}
