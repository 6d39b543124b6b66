import { afterEach, beforeEach, vi } from 'vitest';
import { FakeDocument } from './fake-document.js';
import { FakePeerConnection } from './fake-peer-connection.js';

/** Virtual time, connections and a page for each test of a file; what it returns gives the page. */
export function useFakeBrowser(): () => FakeDocument {
  let page = new FakeDocument();
  beforeEach(() => {
    vi.useFakeTimers();
    FakePeerConnection.install();
    page = FakeDocument.install();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
  return () => page;
}
