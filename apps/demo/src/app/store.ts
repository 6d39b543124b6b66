import type { Action } from '../model/action.js';
import type { Model } from '../model/model.js';
import { reduce } from '../model/reduce.js';

/** Holds the one model and tells who listens when it changes. */
export class Store {
  #model: Model;
  readonly #listeners = new Set<(model: Model, before: Model) => void>();

  constructor(model: Model) {
    this.#model = model;
  }

  get model(): Model {
    return this.#model;
  }

  dispatch(action: Action): void {
    const before = this.#model;
    const model = reduce(before, action);
    if (model === before) return;
    this.#model = model;
    for (const listener of this.#listeners) listener(model, before);
  }

  /** Returns what ends it. */
  subscribe(listener: (model: Model, before: Model) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
