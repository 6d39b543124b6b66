import type { Cancel, Clock } from '../../system/clock.js';
import { Queue } from './queue.js';

/**
 * Logins under way at once: enough to share a commit and to fill the rate at any disk that is worth the name, few enough that a command
 * of somebody who is in waits for no more than these.
 */
const AT_ONCE = 16;
/** Who would wait longer is told when to come back: engines give up on a link without a welcome after 6 s. */
const LONGEST_WAIT_MS = 4_000;
/** Whoever does not listen and comes back at once must not send the others away for ever. */
const LATEST_RETURN_MS = 60_000;
/** After so many of those who go first, one of the others has his turn: whoever keeps calls to get in first keeps nobody out. */
const FIRST_IN_A_ROW = 3;
/** For the same reason the others keep a place in so many. */
const PLACE_OF_OTHERS_IN = FIRST_IN_A_ROW + 1;
/** Not one timer for each login. */
const SHORTEST_REST_MS = 5;

export type Outcome =
  | { readonly is: 'admitted' }
  /** There is room after so long. */
  | { readonly is: 'turnedAway'; readonly retryAfterMs: number }
  /** Its link is over. */
  | { readonly is: 'gone' };

/** Somebody's place in the waiting room. */
export interface Place {
  readonly outcome: Promise<Outcome>;
  /** Waits no longer. Whoever is admitted already stays so. */
  abandon(): void;
  /** Of one that was admitted: the login has come to its end, whatever it is. */
  done(): void;
}

type Settle = (outcome: Outcome) => void;

/**
 * Lets logins in at a bounded rate and a bounded number at once, so that thousands of devices that come back together (S1-25) neither
 * hold up those who are in nor each other. Who is in a call, or rings, goes first, but for every fourth place. The room holds as many as are
 * let in within 4 s; the others are told to come back one after another, at the same rate.
 */
export class WaitingRoom {
  readonly #perSecond: number;
  readonly #clock: Clock;
  readonly #places: number;
  readonly #urgent = new Queue<Settle>();
  readonly #others = new Queue<Settle>();
  #inside = 0;
  /** How many went first while others waited. */
  #firstInARow = 0;
  /** Logins that the rate allows now. */
  #allowed = AT_ONCE;
  #countedAt: number;
  /** When the one who was turned away last is to come back. */
  #lastReturn = Number.NEGATIVE_INFINITY;
  #cancelRest: Cancel | null = null;

  /** @param perSecond Logins let in a second; 0: everybody at once. */
  constructor(perSecond: number, clock: Clock) {
    this.#perSecond = perSecond;
    this.#places = (perSecond * LONGEST_WAIT_MS) / 1_000;
    this.#clock = clock;
    this.#countedAt = clock.now();
  }

  get waiting(): number {
    return this.#urgent.size + this.#others.size;
  }

  /** @param isUrgent Somebody waits for this device: its user is in a call or rings. */
  enter(isUrgent: boolean): Place {
    if (this.#perSecond === 0) return OPEN_DOOR;
    let settle: Settle = () => {};
    const outcome = new Promise<Outcome>((resolve) => {
      settle = resolve;
    });
    const leave = (isUrgent ? this.#urgent : this.#others).add(settle);
    this.#letIn();
    if (this.waiting > this.#places) this.#turnAwayOne();
    return {
      outcome,
      abandon: () => {
        if (leave()) settle({ is: 'gone' });
      },
      done: () => {
        this.#inside -= 1;
        this.#letIn();
      },
    };
  }

  /** The server goes away. */
  close(): void {
    this.#cancelRest?.();
    this.#cancelRest = null;
  }

  #letIn(): void {
    this.#count();
    while (this.#inside < AT_ONCE && this.#allowed >= 1) {
      const admit = this.#takeNext();
      if (!admit) return;
      this.#inside += 1;
      this.#allowed -= 1;
      admit({ is: 'admitted' });
    }
    if (this.waiting > 0 && this.#inside < AT_ONCE) this.#rest();
  }

  #takeNext(): Settle | undefined {
    const first = this.#firstInARow < FIRST_IN_A_ROW ? this.#urgent.takeFirst() : undefined;
    this.#firstInARow = first && this.#others.size > 0 ? this.#firstInARow + 1 : 0;
    return first ?? this.#others.takeFirst() ?? this.#urgent.takeFirst();
  }

  /** Until the rate allows the next one. */
  #rest(): void {
    const ms = Math.ceil(((1 - this.#allowed) * 1_000) / this.#perSecond);
    this.#cancelRest ??= this.#clock.after(Math.max(ms, SHORTEST_REST_MS), () => {
      this.#cancelRest = null;
      this.#letIn();
    });
  }

  #count(): void {
    const now = this.#clock.now();
    const more = (Math.max(0, now - this.#countedAt) * this.#perSecond) / 1_000;
    this.#allowed = Math.min(AT_ONCE, this.#allowed + more);
    this.#countedAt = now;
  }

  /** The one who came last, and nobody who is in a call as long as the others have more than their places. */
  #turnAwayOne(): void {
    const haveMore = this.#others.size > this.#places / PLACE_OF_OTHERS_IN;
    // The others make room for him.
    const urgent = haveMore ? undefined : this.#urgent.takeLast();
    if (urgent) urgent({ is: 'turnedAway', retryAfterMs: LONGEST_WAIT_MS / 2 });
    else this.#others.takeLast()?.({ is: 'turnedAway', retryAfterMs: this.#nextReturn() });
  }

  /** At the rate at which they can be let in, beginning when those who wait now are half gone. */
  #nextReturn(): number {
    const now = this.#clock.now();
    const after = Math.max(this.#lastReturn, now + LONGEST_WAIT_MS / 2);
    this.#lastReturn = Math.min(after + 1_000 / this.#perSecond, now + LATEST_RETURN_MS);
    return Math.ceil(this.#lastReturn - now);
  }
}

const OPEN_DOOR: Place = { outcome: Promise.resolve({ is: 'admitted' }), abandon() {}, done() {} };
