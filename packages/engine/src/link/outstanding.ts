import {
  Code,
  type Command,
  type CommandFrame,
  type CommandOp,
  type CommandResult,
  type RequestFrame,
  type RequestResult,
  type WireError,
} from '@ringback/protocol';
import { Failure } from '../errors/failure.js';
import type { Cancel, Clock } from '../platform/platform.js';

/** Without a link a command waits so long for one (G-16). */
const LINK_WITHIN_MS = 10_000;
/** Every promise settles within this time (G-16). */
const ANSWER_WITHIN_MS = 15_000;

/** A server whose storage fails is asked again so much later. */
const ASK_AGAIN_MS = 2_000;

export type Question = CommandFrame | RequestFrame;
export type Answer = CommandResult | RequestResult;

export interface Patience {
  /** Gives up when it is aborted. */
  readonly signal?: AbortSignal | undefined;
  /** Waits for as long as it takes, on any device of this engine, and until it can be stored: `hangup`, `reject`, `withdraw`. */
  readonly lasting?: boolean;
}

interface Waiting {
  readonly question: Question;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Failure) => void;
  readonly lasting: boolean;
  cancel: Cancel;
  /** It was written to a link: it may have taken effect. */
  sent: boolean;
}

/** The link under it. */
export interface Wire {
  isUp(): boolean;
  send(question: Question): void;
}

/**
 * Commands and requests that wait for their answer, over as many links as it takes. They go out in the order in which they were asked,
 * again with every link, under the same id: the server gives a repeat the first answer (G-08).
 */
export class Outstanding {
  readonly #clock: Clock;
  readonly #wire: Wire;
  readonly #drawId: () => string;
  readonly #waiting = new Map<string, Waiting>();

  constructor(clock: Clock, wire: Wire, drawId: () => string) {
    this.#clock = clock;
    this.#wire = wire;
    this.#drawId = drawId;
  }

  /** Written before this returns, where there is a link (G-18). */
  ask(question: Question, patience: Patience): Promise<Answer> {
    const { signal, lasting = false } = patience;
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(asFailure(signal.reason));
        return;
      }
      const { id } = question;
      const cancel = lasting ? () => {} : this.#limit(id, signal);
      const waiting = { question, resolve, reject, lasting, cancel, sent: false };
      this.#waiting.set(id, waiting);
      this.#write(waiting);
    });
  }

  answer(id: string, answer: Answer): void {
    this.#take(id)?.resolve(answer);
  }

  refuse(id: string, { code, message }: WireError): void {
    const waiting = this.#waiting.get(id);
    if (waiting?.lasting && code === Code.SERVER_ERROR) this.#askAgain(waiting);
    else this.#take(id)?.reject(new Failure(code, message));
  }

  /** The answer of this command, if it waits for one. */
  answerTo(id: string, answerOf: (op: CommandOp) => Answer | undefined): void {
    const question = this.#waiting.get(id)?.question;
    const answer = question?.t === 'command' ? answerOf(question.command.op) : undefined;
    if (answer) this.answer(id, answer);
  }

  /** A new link of the same device: everything goes out again. */
  repeat(): void {
    for (const waiting of this.#waiting.values()) this.#write(waiting);
  }

  /**
   * The server made a new device of this one. What the old one had sent is lost with it and must not happen twice; what ends
   * something may.
   */
  restart(): void {
    for (const [id, { question, sent, lasting }] of [...this.#waiting]) {
      if (question.t === 'command' && sent && !lasting) {
        this.#take(id)?.reject(
          Failure.noLink('the link came back too late: the server had given this device up'),
        );
      }
    }
    this.repeat();
  }

  /** The login is over: what ends something still goes out, and nothing else does. */
  abandon(error: Failure): void {
    for (const [id, { lasting }] of [...this.#waiting]) if (!lasting) this.#take(id)?.reject(error);
  }

  /** Nobody will answer any more. */
  close(error: Failure): void {
    for (const id of [...this.#waiting.keys()]) this.#take(id)?.reject(error);
  }

  /** Nothing has changed, and somebody would stay in a call that he has left. */
  #askAgain(waiting: Waiting): void {
    waiting.cancel();
    waiting.cancel = this.#clock.after(ASK_AGAIN_MS, () => this.#write(waiting));
  }

  #write(waiting: Waiting): void {
    if (!this.#wire.isUp()) return;
    waiting.sent = true;
    this.#wire.send(waiting.question);
  }

  #take(id: string): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    if (!waiting) return undefined;
    this.#waiting.delete(id);
    waiting.cancel();
    return waiting;
  }

  #limit(id: string, signal: AbortSignal | undefined): Cancel {
    const abort = () => this.#giveUp(id, signal?.reason);
    signal?.addEventListener('abort', abort);
    const cancelLink = this.#clock.after(LINK_WITHIN_MS, () => {
      if (!this.#wire.isUp()) this.#giveUp(id, Failure.noLink('no link to the server'));
    });
    const cancelAnswer = this.#clock.after(ANSWER_WITHIN_MS, () =>
      this.#giveUp(id, Failure.noLink('no answer from the server')),
    );
    return () => {
      signal?.removeEventListener('abort', abort);
      cancelLink();
      cancelAnswer();
    };
  }

  #giveUp(id: string, reason: unknown): void {
    const waiting = this.#take(id);
    if (!waiting) return;
    if (waiting.question.t === 'command' && waiting.sent) this.#withdraw(id);
    waiting.reject(asFailure(reason));
  }

  /** G-16. The device may end before the server says anything; then nothing of the command is left either. */
  #withdraw(commandId: string): void {
    const command: Command = { op: 'withdraw', commandId };
    this.ask({ t: 'command', id: this.#drawId(), command }, { lasting: true }).catch(() => {});
  }
}

const asFailure = (reason: unknown): Failure =>
  reason instanceof Failure ? reason : Failure.noLink('no answer from the server');
