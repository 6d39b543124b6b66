import type { Clock } from '../../../system/clock.js';

/** Runs a task after the current turn of the event loop, when what has arrived together is known. */
export type Defer = (task: () => void) => void;

/** Sockets are read in the turn before: what they brought together is there by now. */
const atEndOfTurn: Defer = (task) => {
  setImmediate(task);
};

/**
 * At the end of the turn, but never sooner than `gapMs` after the task before began: a transaction costs the same whether it carries
 * two commits or ten, and where many come one after the other, waiting for a few more of them makes all of them sooner.
 */
export function paced(clock: Pick<Clock, 'now' | 'after'>, gapMs: number, soon = atEndOfTurn): Defer {
  let began = Number.NEGATIVE_INFINITY;
  return (task) => {
    const run = (): void => {
      began = clock.now();
      task();
    };
    const wait = began + gapMs - clock.now();
    if (wait > 0) clock.after(wait, run);
    else soon(run);
  };
}
