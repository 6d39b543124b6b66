/** How much the engine writes to the console: `NORMAL` everything, `RELEASE` what happens, `NONE` nothing. */
export const LOG_LEVEL = { NORMAL: 0, RELEASE: 1, WARNING: 2, ERROR: 3, NONE: 4 } as const;
export type LOG_LEVEL = (typeof LOG_LEVEL)[keyof typeof LOG_LEVEL];

type Channel = 'debug' | 'info' | 'warn' | 'error';

/** A channel is written up to and including this level. */
const LEVELS: Readonly<Record<Channel, LOG_LEVEL>> = {
  debug: LOG_LEVEL.NORMAL,
  info: LOG_LEVEL.RELEASE,
  warn: LOG_LEVEL.WARNING,
  error: LOG_LEVEL.ERROR,
};

/** The browser's console. Nothing secret goes in: no signature, no token, no address of a peer. */
export class Logger {
  level: number = LOG_LEVEL.RELEASE;

  log(channel: Channel, message: string, ...details: readonly unknown[]): void {
    // biome-ignore lint/suspicious/noConsole: this is the one place that writes to it
    if (LEVELS[channel] >= this.level) console[channel]('[ringback]', message, ...details);
  }

  /** An error in the app's own listener: it goes where uncaught errors of the page go. */
  uncaught(error: unknown): void {
    if (typeof globalThis.reportError === 'function') globalThis.reportError(error);
    else this.log('error', 'a listener has thrown', error);
  }
}
