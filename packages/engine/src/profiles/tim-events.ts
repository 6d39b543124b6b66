import type { Profile } from '@ringback/protocol';
import { type AnyListener, Emitter } from '../events/emitter.js';
import { type TimProfile, timProfile } from './tim-source.js';

const PROFILE_UPDATED = 'onProfileUpdated';

/** What listeners of `onProfileUpdated` get. */
export interface TimProfileEvent {
  name: 'onProfileUpdated';
  data: TimProfile[];
}

export interface TimSubscriptions {
  /**
   * `onProfileUpdated` (`TencentCloudChat.EVENT.PROFILE_UPDATED`): a name or picture has changed, one's own or of somebody in one's call.
   * Every other event of chat clients may be subscribed to and never comes. `this` in the listener is `context`.
   */
  on(event: string, listener: (event: TimProfileEvent) => void, context?: unknown): void;
  off(event: string, listener: (event: TimProfileEvent) => void, context?: unknown): void;
}

/** What chat clients tell, as far as Ringback has it. */
export class TimEvents implements TimSubscriptions {
  readonly #emitter: Emitter<Record<string, TimProfileEvent>>;

  constructor(report: (error: unknown) => void) {
    this.#emitter = new Emitter(report);
  }

  on(event: string, listener: AnyListener, context?: unknown): void {
    if (typeof listener === 'function') this.#emitter.on(event, listener, context);
  }

  off(event: string, listener: AnyListener, context?: unknown): void {
    this.#emitter.off(event, listener, context);
  }

  profileChanged(profile: Profile): void {
    this.#emitter.emit(PROFILE_UPDATED, { name: PROFILE_UPDATED, data: [timProfile(profile)] });
  }

  clear(): void {
    this.#emitter.clear();
  }
}
