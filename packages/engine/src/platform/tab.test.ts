import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tab } from './tab.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Web Locks of one origin, as far as they are used. */
function stubLocks() {
  const held = new Set<string>();
  const request = async (
    name: string,
    { signal }: { signal: AbortSignal },
    task: () => Promise<void>,
  ): Promise<void> => {
    if (held.has(name)) {
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    }
    held.add(name);
    await task();
    held.delete(name);
  };
  vi.stubGlobal('navigator', { locks: { request } });
  return held;
}

describe('what a tab keeps', () => {
  it('is in sessionStorage', () => {
    const kept = new Map<string, string>();
    vi.stubGlobal('sessionStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
      removeItem: (key: string) => kept.delete(key),
    });
    expect(tab.read('key')).toBeNull();
    tab.write('key', 'value');
    expect(tab.read('key')).toBe('value');
    tab.write('key', null);
    expect(kept.size).toBe(0);
  });

  it('is nothing where the browser forbids it', () => {
    const forbidden = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
    vi.stubGlobal('sessionStorage', { getItem: forbidden, setItem: forbidden, removeItem: forbidden });
    tab.write('key', 'value');
    tab.write('key', null);
    expect(tab.read('key')).toBeNull();
  });
});

describe('a name', () => {
  it('is held until it is let go', async () => {
    const held = stubLocks();
    const letGo = await tab.hold('name', 1_000);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(held.has('name')).toBe(true);
    letGo?.();
    await vi.advanceTimersByTimeAsync(0);
    expect(held.size).toBe(0);
  });

  it('is not waited for longer than asked', async () => {
    stubLocks();
    await tab.hold('name', 1_000);
    const second = tab.hold('name', 1_000);
    let outcome: unknown = 'waits';
    void second.then((it) => {
      outcome = it;
    });
    await vi.advanceTimersByTimeAsync(999);
    expect(outcome).toBe('waits');
    await vi.advanceTimersByTimeAsync(1);
    expect(outcome).toBeNull();
  });

  it('is held by nobody where the browser has no locks', async () => {
    vi.stubGlobal('navigator', {});
    expect(await tab.hold('name', 1_000)).toBeNull();
  });
});
