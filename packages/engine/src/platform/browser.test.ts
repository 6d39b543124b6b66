import { afterEach, describe, expect, it, vi } from 'vitest';
import { browser } from './browser.js';
import { openWebSocket } from './socket.js';

afterEach(() => vi.unstubAllGlobals());

/** A page that can be told what happens to it. */
function stubPage() {
  const listeners = new Map<string, (event: object) => void>();
  vi.stubGlobal('addEventListener', (name: string, listener: () => void) => listeners.set(name, listener));
  vi.stubGlobal('removeEventListener', (name: string) => listeners.delete(name));
  return { listeners, happens: (name: string, event: object = {}) => listeners.get(name)?.(event) };
}

describe('the page', () => {
  it('draws 128 random bits as base64url, as the wire wants ids', () => {
    const ids = Array.from({ length: 50 }, () => browser.drawId());
    for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(new Set(ids).size).toBe(50);
  });

  it('later runs after everything that promises do first', async () => {
    const seen: string[] = [];
    const ran = new Promise<void>((resolve) => {
      browser.later(() => {
        seen.push('later');
        resolve();
      });
    });
    await Promise.resolve().then(() => Promise.resolve());
    seen.push('promises');
    await ran;
    expect(seen).toEqual(['promises', 'later']);
  });

  it('G-18 leaves when it is hidden for good, not when it may come back', () => {
    const { happens, listeners } = stubPage();
    const left = vi.fn();
    const stop = browser.page.on('leaving', left);
    happens('pagehide', { persisted: true });
    expect(left).not.toHaveBeenCalled();
    happens('pagehide', { persisted: false });
    expect(left).toHaveBeenCalledOnce();
    stop();
    expect(listeners.size).toBe(0);
  });

  it('is on another network when it is online again, or when the kind of network is another one', () => {
    const connection = Object.assign(new EventTarget(), { type: 'wifi' });
    vi.stubGlobal('navigator', { connection });
    const { happens, listeners } = stubPage();
    const changed = vi.fn();
    const stop = browser.page.on('network', changed);
    happens('online');
    expect(changed).toHaveBeenCalledTimes(1);
    // A new estimate of the speed.
    connection.dispatchEvent(new Event('change'));
    expect(changed).toHaveBeenCalledTimes(1);
    connection.type = 'none';
    connection.dispatchEvent(new Event('change'));
    expect(changed).toHaveBeenCalledTimes(1);
    connection.type = 'cellular';
    connection.dispatchEvent(new Event('change'));
    expect(changed).toHaveBeenCalledTimes(2);
    stop();
    connection.type = 'wifi';
    connection.dispatchEvent(new Event('change'));
    expect(changed).toHaveBeenCalledTimes(2);
    expect(listeners.size).toBe(0);
  });

  it('does without browsers that tell nothing of their network', () => {
    vi.stubGlobal('navigator', {});
    const { happens } = stubPage();
    const changed = vi.fn();
    browser.page.on('network', changed);
    happens('online');
    expect(changed).toHaveBeenCalledOnce();
  });

  it('has an origin only as an http(s) page', () => {
    expect(browser.page.origin()).toBeNull();
    vi.stubGlobal('location', { protocol: 'file:', host: '' });
    expect(browser.page.origin()).toBeNull();
    vi.stubGlobal('location', { protocol: 'https:', host: 'calls.test:8443' });
    expect(browser.page.origin()).toBe('https://calls.test:8443');
  });

  it('is no page at all in Node', () => {
    expect(browser.page.element('local')).toBeNull();
    expect(() => browser.page.on('online', () => {})()).not.toThrow();
  });
});

describe('the WebSocket', () => {
  it('hands on text, and nothing more once it was closed from this side', () => {
    const made: Record<string, (event: object) => void>[] = [];
    vi.stubGlobal(
      'WebSocket',
      class {
        readonly sent: string[] = [];
        constructor() {
          made.push(this as never);
        }
        send(text: string) {
          this.sent.push(text);
        }
        close() {}
      },
    );
    const heard: unknown[] = [];
    const socket = openWebSocket('wss://calls.test/ws', {
      opened: () => heard.push('opened'),
      received: (text) => heard.push(text),
      closed: (code) => heard.push(code),
    });
    const [inner] = made;
    inner?.onopen?.({});
    inner?.onmessage?.({ data: 'text' });
    inner?.onmessage?.({ data: new ArrayBuffer(1) });
    socket.send('frame');
    expect(inner?.sent).toEqual(['frame']);
    socket.close();
    inner?.onmessage?.({ data: 'late' });
    inner?.onclose?.({ code: 1000 });
    expect(heard).toEqual(['opened', 'text']);
  });
});
