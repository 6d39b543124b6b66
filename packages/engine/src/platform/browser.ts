import { deviceName } from './device-name.js';
import type { Clock, Page, Platform } from './platform.js';
import { openWebSocket } from './socket.js';
import { tab } from './tab.js';

const clock: Clock = {
  now: () => performance.now(),
  after(ms, task) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
};

const page: Page = {
  origin() {
    const { protocol, host } = globalThis.location ?? {};
    return (protocol === 'http:' || protocol === 'https:') && host ? `${protocol}//${host}` : null;
  },
  deviceName: () => deviceName(globalThis.navigator),
  element: (id) => globalThis.document?.getElementById(id) ?? null,
  on(event, listener) {
    if (typeof globalThis.addEventListener !== 'function') return () => {};
    if (event === 'online') {
      globalThis.addEventListener('online', listener);
      return () => globalThis.removeEventListener('online', listener);
    }
    const hidden = (hide: Event): void => {
      // A page in the back-forward cache may come back (G-18).
      if (!(hide as PageTransitionEvent).persisted) listener();
    };
    globalThis.addEventListener('pagehide', hidden);
    return () => globalThis.removeEventListener('pagehide', hidden);
  },
};

function drawId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** Browsers hold timers of hidden tabs back by up to a minute, messages never. */
function later(task: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    task();
  };
  port2.postMessage(null);
}

/** Looks at the browser only when it is used, so that a server may import and even create an engine. */
export const browser: Platform = {
  clock,
  page,
  tab,
  openSocket: openWebSocket,
  random: () => Math.random(),
  drawId,
  later,
};
