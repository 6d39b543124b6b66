interface Link<T> {
  readonly value: T;
  before: Link<T> | null;
  after: Link<T> | null;
  isIn: boolean;
}

/** First in, first out, and out of its middle as well: each in the same time, however many wait. */
export class Queue<T> {
  #first: Link<T> | null = null;
  #last: Link<T> | null = null;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Puts it at the end. @returns what takes it out again; true: it was still in */
  add(value: T): () => boolean {
    const link: Link<T> = { value, before: this.#last, after: null, isIn: true };
    if (this.#last) this.#last.after = link;
    else this.#first = link;
    this.#last = link;
    this.#size += 1;
    return () => this.#take(link);
  }

  takeFirst(): T | undefined {
    const first = this.#first;
    if (first) this.#take(first);
    return first?.value;
  }

  takeLast(): T | undefined {
    const last = this.#last;
    if (last) this.#take(last);
    return last?.value;
  }

  #take(link: Link<T>): boolean {
    if (!link.isIn) return false;
    link.isIn = false;
    this.#size -= 1;
    if (link.before) link.before.after = link.after;
    else this.#first = link.after;
    if (link.after) link.after.before = link.before;
    else this.#last = link.before;
    return true;
  }
}
