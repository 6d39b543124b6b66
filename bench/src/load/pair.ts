import type { Shape, Side } from './shape.js';

/** One end of a pair: a Ringback device, or a bare socket to the relay. */
export interface End {
  onFrame: (frame: Buffer) => void;
  onClose: (code: number) => void;
  send(frame: string): void;
}

/** What is sent in a step, and what is learned of what comes. */
export interface Script {
  frame(step: number): string;
  heard(step: number, side: Side, frame: Buffer): void;
}

/** Called at the end of each call. */
export type Ended = (ringMs: number) => void;

/** Two ends that go through one call after another: the next frame is sent when all that the one before caused has come. */
export class Pair {
  readonly #ends: Readonly<Record<Side, End>>;
  readonly #shape: Shape;
  readonly #script: Script;
  #ended: Ended = () => {};
  #isBusy = false;
  #step = 0;
  #awaited: Record<Side, number> = { caller: 0, callee: 0 };
  #calledAt = 0;
  #ringMs = 0;

  constructor(ends: Readonly<Record<Side, End>>, shape: Shape, script: Script) {
    this.#ends = ends;
    this.#shape = shape;
    this.#script = script;
    ends.caller.onFrame = (frame) => this.#heard('caller', frame);
    ends.callee.onFrame = (frame) => this.#heard('callee', frame);
    ends.caller.onClose = (code) => this.#closed(code);
    ends.callee.onClose = (code) => this.#closed(code);
  }

  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** @param ended Told how long it took until the callee was rung. */
  call(ended: Ended): void {
    this.#ended = ended;
    this.#isBusy = true;
    this.#ringMs = 0;
    this.#calledAt = performance.now();
    this.#begin(0);
  }

  #begin(step: number): void {
    let next = step;
    for (; next < this.#shape.length; next += 1) {
      const shape = this.#shape[next];
      if (!shape) break;
      this.#step = next;
      this.#awaited.caller = shape.toCaller.length;
      this.#awaited.callee = shape.toCallee.length;
      this.#ends[shape.by].send(this.#script.frame(next));
      if (this.#awaited.caller + this.#awaited.callee > 0) return;
    }
    this.#isBusy = false;
    this.#ended(this.#ringMs);
  }

  /** A pair that waits for ever would hang the run. */
  #closed(code: number): void {
    if (this.#isBusy) throw new Error(`a link was closed with ${code} during a call`);
  }

  #heard(side: Side, frame: Buffer): void {
    if (this.#awaited[side] === 0)
      throw new Error(`a frame that was not awaited: ${frame.toString().slice(0, 300)}`);
    this.#script.heard(this.#step, side, frame);
    if (this.#ringMs === 0 && side === 'callee') this.#ringMs = performance.now() - this.#calledAt;
    this.#awaited[side] -= 1;
    if (this.#awaited.caller + this.#awaited.callee === 0) this.#begin(this.#step + 1);
  }
}
