import type { AnyListener } from '../events/emitter.js';
import type { CustomMessageListener, CustomMessageParams, CustomMessages } from './custom-messages.js';
import { callExperimentalAPI } from './experimental.js';

/** What published UI kits and apps use of the media engine beneath the calling engine. Nothing of it throws. */
export interface TRTCCloud {
  /** Silences everybody else, in the call that runs or the next one; the end of a call takes it back. */
  muteAllRemoteAudio(muted: boolean): void;
  /**
   * Subscribes to an event of the media engine. There is one, `onRecvCustomCmdMsg`, for what `sendCustomCmdMsg()` sends; kits subscribe
   * to it as they start. Others never come. `this` in the listener is `context`.
   */
  on(event: 'onRecvCustomCmdMsg', listener: CustomMessageListener, context?: unknown): void;
  on(event: string, listener: (...args: never[]) => void, context?: unknown): void;
  off(event: 'onRecvCustomCmdMsg', listener: CustomMessageListener, context?: unknown): void;
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

export interface TRTCCloudParts {
  readonly muteAllRemoteAudio: (muted: boolean) => void;
  readonly messages: CustomMessages;
  readonly warn: (message: string, error: unknown) => void;
}

export function createTRTCCloud({ muteAllRemoteAudio, messages, warn }: TRTCCloudParts): TRTCCloud {
  return {
    muteAllRemoteAudio: (muted) => muteAllRemoteAudio(muted === true),
    on: (event: string, listener: AnyListener, context?: unknown) => messages.on(event, listener, context),
    off: (event: string, listener: AnyListener, context?: unknown) => messages.off(event, listener, context),
    sendCustomCmdMsg: (params) => messages.send(params),
    callExperimentalAPI: (jsonStr) => {
      try {
        callExperimentalAPI(jsonStr);
      } catch (error) {
        warn('callExperimentalAPI() had no effect', error);
      }
    },
  };
}
