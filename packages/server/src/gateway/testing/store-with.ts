import type { Store } from '../../store/contract.js';

/** The store, with some of its methods replaced. */
export function storeWith(store: Store, replaced: Partial<Store>): Store {
  return new Proxy(store, {
    get(target, key) {
      const own: unknown = Reflect.get(replaced, key) ?? Reflect.get(target, key);
      return typeof own === 'function' ? own.bind(target) : own;
    },
  });
}

/** The store as a process sees it that can be killed: from then on it hears nothing and nothing that it asks for happens. */
export function killable(store: Store): { readonly store: Store; readonly kill: () => void } {
  let isKilled = false;
  return {
    store: storeWith(store, {
      commit: (appId, input) => (isKilled ? new Promise(() => {}) : store.commit(appId, input)),
      order: (appId, order) => (isKilled ? new Promise(() => {}) : store.order(appId, order)),
      onCommit: (listener) => store.onCommit((commit) => (isKilled ? undefined : listener(commit))),
    }),
    kill: () => {
      isKilled = true;
    },
  };
}
