import { afterAll, expect, test, vi } from 'vitest';
import type { CallAction } from '../model/action.js';
import { type Call, IDLE } from '../model/call.js';
import { stranger } from '../model/person.js';
import { reduceCall } from '../model/reduce-call.js';
import { CallElement } from './call.js';

// What no shim of lit's has, and an element of the page extends.
vi.hoisted(() => {
  vi.stubGlobal('HTMLElement', class extends EventTarget {});
});

afterAll(() => {
  vi.unstubAllGlobals();
});

/** Hears the keyboard; nothing is drawn. */
class Still extends CallElement {
  protected override scheduleUpdate(): void {}
}
customElements.define('test-call', Still);

const dial: CallAction = { type: 'dial', person: stranger('bob'), media: 'video', at: 0 };
const begun: CallAction = { type: 'begun', callId: 'c1', media: 'video', at: 0 };

test.each<[string, readonly CallAction[], number]>([
  ['rings', [dial], 0],
  ['is talk', [dial, begun], 1],
])('P in a full screen while it %s', (_, actions, times) => {
  const page = new EventTarget();
  const exitFullscreen = vi.fn();
  vi.stubGlobal('document', Object.assign(page, { body: page, fullscreenElement: {}, exitFullscreen }));
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
    },
  );
  const element = new Still();
  element.call = actions.reduce((call, action) => reduceCall(call, action, 0), IDLE as Call);
  const said = vi.fn();
  element.addEventListener('rb-intent', said);
  element.connectedCallback();
  page.dispatchEvent(Object.assign(new Event('keydown'), { key: 'p' }));
  expect(said).toHaveBeenCalledTimes(times);
  expect(exitFullscreen).toHaveBeenCalledTimes(times);
});
