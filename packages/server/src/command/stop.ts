import type { Logger } from '../log/logger.js';
import type { Clock } from '../system/clock.js';
import type { StopSignal, Terminal } from './terminal.js';

/** A server that has not closed by then is ended: supervisors kill after 10 s (Docker) or 30 s (Kubernetes). */
const CLOSE_DEADLINE_MS = 9_000;

/** A shell and npm each pass Ctrl-C on, so that one key press arrives twice. */
const ECHO_MS = 500;

const EXIT_BY: Readonly<Record<StopSignal, number>> = { SIGINT: 130, SIGTERM: 143 };

/**
 * Closes the server at the first signal and resolves with the exit code: 0 when it has closed, 1 when it could not in time. At a
 * second signal it resolves at once.
 */
export function untilStopped(
  close: () => Promise<void>,
  terminal: Pick<Terminal, 'onSignal'>,
  clock: Clock,
  log: Logger,
): Promise<number> {
  return new Promise((resolve) => {
    let firstAt: number | undefined;
    terminal.onSignal((signal) => {
      if (firstAt !== undefined) {
        if (clock.now() - firstAt >= ECHO_MS) resolve(EXIT_BY[signal]);
        return;
      }
      firstAt = clock.now();
      log.info({ signal }, 'draining');
      const cancel = clock.after(CLOSE_DEADLINE_MS, () => {
        log.error('could not close in time');
        resolve(1);
      });
      close().then(
        () => {
          log.info('closed');
          cancel();
          resolve(0);
        },
        (error: unknown) => {
          log.error({ err: error }, 'could not close');
          cancel();
          resolve(1);
        },
      );
    });
  });
}
