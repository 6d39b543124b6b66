import { type DestinationStream, type Logger, pino } from 'pino';
import type { LogLevel } from '../config/config.js';
import { HIDDEN, SECRET_FIELDS, withoutSecrets } from './secrets.js';

export type { Logger };

/** What a log line is about. `callId` is the field that follows one call through every part of the server. */
export interface LogContext {
  /** SDKAppID. */
  readonly app?: number;
  readonly user?: string;
  readonly device?: string;
  readonly callId?: string;
}

/** Writes one JSON line for each event, to stdout unless told otherwise. Secrets are taken out of every line. */
export function createLogger(level: LogLevel, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }), log: withoutSecrets },
    // What children carry does not pass through the formatter.
    redact: { paths: SECRET_FIELDS, censor: HIDDEN },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** A logger whose every line says what it is about. */
export const about = (log: Logger, context: LogContext): Logger => log.child(context);
