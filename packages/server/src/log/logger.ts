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

/** Not pino's own way there: where the disk behind stdout is full, that tries again for as long as the process lives, at its end too. */
const STDOUT: DestinationStream = { write: (line) => void process.stdout.write(line) };

/** Writes one JSON line for each event, to stdout unless told otherwise. Secrets are taken out of every line. */
export function createLogger(level: LogLevel, destination = STDOUT): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }), log: withoutSecrets },
    // What children carry does not pass through the formatter.
    redact: { paths: SECRET_FIELDS, censor: HIDDEN },
  };
  return pino(options, destination);
}

/** A logger whose every line says what it is about. */
export const about = (log: Logger, context: LogContext): Logger => log.child(context);
