import { MESSAGE_BYTES_PER_S, MESSAGES_PER_S } from '@ringback/protocol';
import type { Clock } from '../system/clock.js';

const WINDOW_MS = 10_000;

/**
 * What one link may send in a window. An engine that joins a full mesh sends each of eight others an offer or answer and a dozen
 * batches of candidates, about 100 signals.
 */
const SIGNALS = 500;
/** Frames of any kind, also those that nothing refuses, such as a hang-up, and pings of the WebSocket itself. Whoever sends more is no engine. */
const FRAMES = 1_000;
const CHARACTERS = 4 * 1024 * 1024;
/** Custom messages go to everybody in the call. In base64 they are longer by a third. */
const MESSAGES = (MESSAGES_PER_S * WINDOW_MS) / 1_000;
const MESSAGE_CHARACTERS = (((MESSAGE_BYTES_PER_S * WINDOW_MS) / 1_000) * 4) / 3;

/** How much one link has sent lately. It is gone with the link: new links are limited for each address. */
export class LinkBudget {
  readonly #clock: Pick<Clock, 'now'>;
  #since: number;
  #frames = 0;
  #characters = 0;
  #signals = 0;
  #messages = 0;
  #messageCharacters = 0;

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
    this.#since = clock.now();
  }

  /** Counts a frame, whatever it is. False: this is a flood. */
  frame(characters: number): boolean {
    const age = this.#clock.now() - this.#since;
    // Also when the clock was set back.
    if (age >= WINDOW_MS || age < 0) this.#begin();
    this.#frames += 1;
    this.#characters += characters;
    return this.#frames <= FRAMES && this.#characters <= CHARACTERS;
  }

  /** False: it must not be relayed. */
  signal(): boolean {
    this.#signals += 1;
    return this.#signals <= SIGNALS;
  }

  /** False: it must not be relayed. */
  message(characters: number): boolean {
    this.#messages += 1;
    this.#messageCharacters += characters;
    return this.#messages <= MESSAGES && this.#messageCharacters <= MESSAGE_CHARACTERS;
  }

  #begin(): void {
    this.#since = this.#clock.now();
    this.#frames = 0;
    this.#characters = 0;
    this.#signals = 0;
    this.#messages = 0;
    this.#messageCharacters = 0;
  }
}
