/** What `on()` takes. `this` is the context given with it. */
export type Listener<Payload> = (this: unknown, payload: Payload) => void;

/** A listener for whichever event it was given with; the façade's types tie the two together. */
export type AnyListener = (this: unknown, ...args: never[]) => void;

interface Subscription {
  readonly call: AnyListener;
  readonly context: unknown;
  readonly once: boolean;
}

/**
 * Listeners by event, called in the order in which they came. A listener that throws stops neither the others nor the engine:
 * its error goes to `report`.
 */
export class Emitter<Events extends object> {
  readonly #subscriptions = new Map<keyof Events, readonly Subscription[]>();
  readonly #report: (error: unknown) => void;

  constructor(report: (error: unknown) => void) {
    this.#report = report;
  }

  on(event: keyof Events, listener: AnyListener, context: unknown, once = false): void {
    this.#put(event, [...this.#of(event), { call: listener, context, once }]);
  }

  /** Without a context every subscription of the listener is removed, else only those made with this one. */
  off(event: keyof Events, listener: AnyListener, context?: unknown): void {
    const gone = (it: Subscription): boolean =>
      it.call === listener && (context === undefined || it.context === context);
    this.#put(
      event,
      this.#of(event).filter((it) => !gone(it)),
    );
  }

  /** `more`: further arguments, where listeners take several. */
  emit<E extends keyof Events>(event: E, payload: Events[E], ...more: readonly unknown[]): void {
    // The list is replaced, never changed: whoever comes or goes meanwhile counts from the next event on.
    for (const it of this.#of(event)) {
      if (it.once) {
        this.#put(
          event,
          this.#of(event).filter((other) => other !== it),
        );
      }
      try {
        (it.call as (...args: readonly unknown[]) => void).call(it.context, payload, ...more);
      } catch (error) {
        this.#report(error);
      }
    }
  }

  /** Whether anybody listens. */
  hears(event: keyof Events): boolean {
    return this.#of(event).length > 0;
  }

  clear(): void {
    this.#subscriptions.clear();
  }

  #of(event: keyof Events): readonly Subscription[] {
    return this.#subscriptions.get(event) ?? [];
  }

  #put(event: keyof Events, list: readonly Subscription[]): void {
    if (list.length > 0) this.#subscriptions.set(event, list);
    else this.#subscriptions.delete(event);
  }
}
