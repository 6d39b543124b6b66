import type { Fresh } from '@ringback/calls';
import type { Random } from './random.js';

/** Time and ids for one decision. Few decisions need ids, so they are drawn when they are asked for, once. */
export class FreshValues implements Fresh {
  readonly #random: Pick<Random, 'id' | 'roomId'>;
  #callId: string | undefined;
  #roomId: number | undefined;

  constructor(
    readonly now: number,
    random: Pick<Random, 'id' | 'roomId'>,
  ) {
    this.#random = random;
  }

  get callId(): string {
    this.#callId ??= this.#random.id();
    return this.#callId;
  }

  get roomId(): number {
    this.#roomId ??= this.#random.roomId();
    return this.#roomId;
  }
}
