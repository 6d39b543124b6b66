import { lifetimeOf, type Notice, type NoticeBody } from '../model/notice.js';
import type { Clock } from './clock.js';
import type { Store } from './store.js';

/** Puts notices up and takes them down when their time is over. */
export class NoticeBoard {
  readonly #store: Store;
  readonly #clock: Clock;
  #nextId = 1;

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  show(body: NoticeBody): void {
    const id = this.#nextId++;
    this.#store.dispatch({ type: 'notice', id, body });
    const lifetime = lifetimeOf(body);
    if (lifetime !== null) this.#clock.after(lifetime, () => this.drop(id));
  }

  drop(id: number): void {
    this.#store.dispatch({ type: 'noticeGone', id });
  }

  dropKind(kind: NoticeBody['kind']): void {
    for (const { id, body } of this.#store.model.notices) if (body.kind === kind) this.drop(id);
  }

  find(id: number): Notice | undefined {
    return this.#store.model.notices.find((notice) => notice.id === id);
  }
}
