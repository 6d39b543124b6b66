/** The callee's ringtone and the caller's ringback tone. */
export type Tone = 'bell' | 'ringback';

/** What rings. Nothing of it goes through the call's own sound. */
export interface Bell {
  /** Plays until `stop()`. `userId`: only one tab of a browser rings for one user. `blocked`: the browser wants a touch first. */
  play(tone: Tone, userId: string, blocked: () => void): void;
  /** Silent within 50 ms. */
  stop(): void;
  /** A short sound for the choice of a speaker. */
  test(): void;
  /** Somebody touched the page: sound may play from now on. */
  unlock(): void;
  /** '' = the system's own. */
  setSpeaker(deviceId: string): void;
}
