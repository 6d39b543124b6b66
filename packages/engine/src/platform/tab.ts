import type { Cancel, Tab } from './platform.js';

/** sessionStorage and Web Locks. A page that is sandboxed may not even look at its storage. */
export const tab: Tab = {
  read(key) {
    try {
      return globalThis.sessionStorage.getItem(key);
    } catch {
      return null;
    }
  },
  write(key, value) {
    try {
      if (value === null) globalThis.sessionStorage.removeItem(key);
      else globalThis.sessionStorage.setItem(key, value);
    } catch {
      // Forbidden or full: nothing outlives this page.
    }
  },
  hold: (name, withinMs) =>
    new Promise<Cancel | null>((resolve) => {
      const locks = globalThis.navigator?.locks;
      if (!locks) {
        resolve(null);
        return;
      }
      const patience = new AbortController();
      const timer = setTimeout(() => patience.abort(), withinMs);
      const held = (): Promise<void> => {
        clearTimeout(timer);
        return new Promise((letGo) => resolve(letGo));
      };
      locks.request(name, { signal: patience.signal }, held).catch(() => resolve(null));
    }),
};
