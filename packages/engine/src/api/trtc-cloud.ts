import type { AnyListener, Emitter } from '../events/emitter.js';
import type { CustomMessageListener, CustomMessageParams, CustomMessages } from './custom-messages.js';
import { callExperimentalAPI } from './experimental.js';

/** What published UI kits and apps use of the media engine beneath the calling engine. Nothing of it throws. */
export interface TRTCCloud {
  /** Silences everybody else, in the call that runs or the next one; the end of a call takes it back. */
  muteAllRemoteAudio(muted: boolean): void;
  /**
   * Subscribes to an event of the media engine: `onRecvCustomCmdMsg`, for what `sendCustomCmdMsg()` sends, and `onAutoPlayFailed`, together
   * with ON_AUTOPLAY_BLOCKED. Kits subscribe to them as they start. Others never come. `this` in the listener is `context`.
   */
  on(event: 'onRecvCustomCmdMsg', listener: CustomMessageListener, context?: unknown): void;
  on(event: 'onAutoPlayFailed', listener: (event: AutoPlayFailed) => void, context?: unknown): void;
  on(event: string, listener: (...args: never[]) => void, context?: unknown): void;
  off(event: 'onRecvCustomCmdMsg', listener: CustomMessageListener, context?: unknown): void;
  off(event: 'onAutoPlayFailed', listener: (event: AutoPlayFailed) => void, context?: unknown): void;
  off(event: string, listener: (...args: never[]) => void, context?: unknown): void;
  /**
   * Sends a message to everybody else who is in this engine's call. It is relayed by the server, in order, and lost to whoever has no
   * link or reads too slowly at that moment.
   *
   * Returns false where nobody can hear it: not connected, no link, an unfit `cmdId` or `data`, or more than 30 messages or 8 KB in a
   * second.
   */
  sendCustomCmdMsg(params: CustomMessageParams): boolean;
  /** As {@link TUICallEngine.callExperimentalAPI}; what is not known is written to the log. */
  callExperimentalAPI(jsonStr: string): void;
}

/** The browser plays no sound before a touch. */
export interface AutoPlayFailed {
  /** For code that asks its user for a touch and then calls this. Nothing is left to do by then: the touch itself has made it play. */
  resume(): Promise<void>;
}

/** First arguments of the listeners. */
export interface TRTCCloudEvents {
  onRecvCustomCmdMsg: string;
  onAutoPlayFailed: AutoPlayFailed;
}

export const autoPlayFailed: AutoPlayFailed = { async resume() {} };

export interface TRTCCloudParts {
  readonly muteAllRemoteAudio: (muted: boolean) => void;
  readonly messages: CustomMessages;
  readonly events: Emitter<TRTCCloudEvents>;
  readonly warn: (message: string, error: unknown) => void;
}

export function createTRTCCloud({ muteAllRemoteAudio, messages, events, warn }: TRTCCloudParts): TRTCCloud {
  return {
    muteAllRemoteAudio: (muted) => muteAllRemoteAudio(muted === true),
    on: (event: string, listener: AnyListener, context?: unknown) =>
      events.on(event as keyof TRTCCloudEvents, listener, context),
    off: (event: string, listener: AnyListener, context?: unknown) =>
      events.off(event as keyof TRTCCloudEvents, listener, context),
    sendCustomCmdMsg: (params) => (params ? messages.send(params) : false),
    callExperimentalAPI: (jsonStr) => {
      try {
        callExperimentalAPI(jsonStr);
      } catch (error) {
        warn('callExperimentalAPI() had no effect', error);
      }
    },
  };
}
