import type { VirtualTime } from './time.js';

/** How one device's network is. */
export interface Conditions {
  /** One way, ms. */
  latency: number;
  /** Nothing arrives, nothing is lost: what is sent meanwhile comes afterwards, if anybody still waits for it. */
  silent: boolean;
}

interface Parcel {
  readonly due: number;
  readonly deliver: () => void;
}

/** One direction of a connection: what goes in comes out in this order. */
export class Wire {
  readonly #time: VirtualTime;
  readonly #conditions: Conditions;
  #parcels: Parcel[] = [];
  #carrying = false;

  constructor(time: VirtualTime, conditions: Conditions) {
    this.#time = time;
    this.#conditions = conditions;
  }

  send(deliver: () => void): void {
    this.#parcels.push({ due: this.#time.now() + this.#conditions.latency, deliver });
    this.carry();
  }

  /** What is on its way is lost. */
  cut(): void {
    this.#parcels = [];
  }

  carry(): void {
    const [first] = this.#parcels;
    if (!first || this.#carrying || this.#conditions.silent) return;
    this.#carrying = true;
    const wait = first.due - this.#time.now();
    const arrive = () => {
      this.#carrying = false;
      if (this.#conditions.silent) return;
      this.#parcels.shift()?.deliver();
      this.carry();
    };
    if (wait > 0) this.#time.after(wait, arrive);
    else this.#time.later(arrive);
  }
}
