import { TUICallEngineError } from '../errors/engine-error.js';
import { Failure } from '../errors/failure.js';
import type { CallStatus } from '../session/stage.js';
import { checkParams } from './params.js';
import type { MethodRule } from './rule.js';
import { METHODS, type MethodName } from './table.js';

/** What the guards look at. */
export interface GuardView {
  readonly loggedIn: boolean;
  readonly status: CallStatus;
  /** A call or ring was there and is over (G-08). */
  readonly callIsOver: boolean;
}

/** The checks that stand before every method, made from the one table. */
export class Guard {
  readonly #view: () => GuardView;
  readonly #running = new Set<MethodName>();

  constructor(view: () => GuardView) {
    this.#view = view;
  }

  /**
   * Checks, then runs `body` in the same turn: what it writes to the link is written when the method returns (G-18). Every
   * failure is a rejection with a {@link TUICallEngineError}. `repeated` is the answer to a repeat of what took effect (G-08).
   */
  run<T>(
    method: MethodName,
    args: readonly unknown[],
    body: () => Promise<T>,
    repeated?: () => T | undefined,
  ): Promise<T> {
    try {
      const rule: MethodRule = METHODS[method];
      if (this.#running.has(method)) throw Failure.repeated(method);
      checkParams(method, rule.params, args);
      const view = this.#view();
      if (rule.login && !view.loggedIn) throw Failure.notLoggedIn(method);
      const before = repeated?.();
      if (before !== undefined) return Promise.resolve(before);
      if (!rule.states.includes(view.status)) {
        const afterCall = view.status === 'idle' && view.callIsOver ? rule.afterCall : undefined;
        if (afterCall === 'resolves') return body();
        if (afterCall === 'noSuchCall') throw Failure.noSuchCall();
        throw wrongState(method, rule, view.status);
      }
      return this.#track(method, rule, body());
    } catch (error) {
      return Promise.reject(TUICallEngineError.from(error, method));
    }
  }

  async #track<T>(method: MethodName, rule: MethodRule, result: Promise<T>): Promise<T> {
    if (rule.alone) this.#running.add(method);
    try {
      return await result;
    } catch (error) {
      throw TUICallEngineError.from(error, method);
    } finally {
      this.#running.delete(method);
    }
  }
}

function wrongState(method: MethodName, rule: MethodRule, status: CallStatus): Failure {
  return Failure.state(
    `'callStatus' must be one of ${rule.states.join('|')} when calling ${method}(), received: ${status}.`,
  );
}
