import { deviceName } from './device-name.js';
import type { Cancel, Clock, Page, Platform } from './platform.js';
import { openWebSocket } from './socket.js';
import { tab } from './tab.js';

const clock: Clock = {
  now: () => performance.now(),
  after(ms, task) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
};

function heard(target: EventTarget, type: string, listener: (event: Event) => void): Cancel {
  target.addEventListener(type, listener);
  return () => target.removeEventListener(type, listener);
}

/** From Wi-Fi to mobile and back. Where a browser does not tell the kind of network, that it is back must do. */
function onNetwork(listener: () => void): Cancel {
  const { connection } = (globalThis.navigator ?? {}) as Navigator & {
    connection?: EventTarget & { type?: string };
  };
  let before = connection?.type;
  const cancels = [heard(globalThis, 'online', listener)];
  if (connection) {
    // It also tells of each new estimate of the speed.
    const changed = (): void => {
      const { type } = connection;
      if (type !== before && type !== 'none') listener();
      before = type;
    };
    cancels.push(heard(connection, 'change', changed));
  }
  return () => {
    for (const cancel of cancels) cancel();
  };
}

const page: Page = {
  origin() {
    const { protocol, host } = globalThis.location ?? {};
    return (protocol === 'http:' || protocol === 'https:') && host ? `${protocol}//${host}` : null;
  },
  deviceName: () => deviceName(globalThis.navigator),
  element: (id) => globalThis.document?.getElementById(id) ?? null,
  on(event, listener) {
    if (typeof globalThis.addEventListener !== 'function') return () => {};
    if (event === 'online') return heard(globalThis, 'online', listener);
    if (event === 'network') return onNetwork(listener);
    const hidden = (hide: Event): void => {
      // A page in the back-forward cache may come back (G-18).
      if (!(hide as PageTransitionEvent).persisted) listener();
    };
    return heard(globalThis, 'pagehide', hidden);
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
