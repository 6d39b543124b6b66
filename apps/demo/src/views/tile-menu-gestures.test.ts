import type { ReactiveControllerHost } from 'lit';
import { beforeEach, expect, test, vi } from 'vitest';
import { type Spot, TileMenuGestures } from './tile-menu.js';

/** Somewhere in bob's tile, or on a key in it. */
class Element {
  dataset = { user: 'bob' };
  constructor(readonly isKey = false) {}
  closest = (selector: string) => (selector === 'button' && !this.isKey ? null : this);
  getBoundingClientRect = () => ({ x: 0, y: 0, width: 200, height: 100 });
}

let page: EventTarget;
beforeEach(() => {
  page = new EventTarget();
  vi.useFakeTimers();
  vi.stubGlobal('Element', Element);
  vi.stubGlobal('document', page);
  return () => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  };
});

function stage() {
  const host = Object.assign(new EventTarget(), { addController: () => {} });
  const open = vi.fn<(userId: string, spot: Spot) => void>();
  const gestures = new TileMenuGestures(host as unknown as ReactiveControllerHost & HTMLElement, open);
  gestures.hostConnected();
  const send = (to: EventTarget, type: string, values: object): Event => {
    const event = new Event(type, { cancelable: true });
    for (const [name, value] of Object.entries({ target: new Element(), ...values }))
      Object.defineProperty(event, name, { value });
    to.dispatchEvent(event);
    return event;
  };
  const finger = { pointerType: 'touch', pointerId: 1, isPrimary: true, clientX: 10, clientY: 20 };
  return {
    open,
    gestures,
    down: (values: object = {}) => send(host, 'pointerdown', { ...finger, ...values }),
    onPage: (type: string, values: object = {}) => send(page, type, { ...finger, ...values }),
    context: () => send(host, 'contextmenu', { clientX: 10, clientY: 20 }),
    key: (values: object) => send(host, 'keydown', values),
  };
}

const rest = () => vi.advanceTimersByTime(600);

test('a finger that rests on a tile asks for its menu', () => {
  const it = stage();
  it.down();
  rest();
  expect(it.open).toHaveBeenCalledExactlyOnceWith('bob', { x: 10, y: 20 });
});

test.each(['pointermove', 'pointerup', 'pointercancel'])('%s of that finger takes it back', (type) => {
  const it = stage();
  it.down();
  it.onPage(type, { clientX: 60 });
  rest();
  expect(it.open).not.toHaveBeenCalled();
});

test.each(['pointermove', 'pointerup', 'pointercancel'])('%s of another pointer does not', (type) => {
  const it = stage();
  it.down();
  it.onPage(type, { pointerId: 2, clientX: 60 });
  rest();
  expect(it.open).toHaveBeenCalledOnce();
});

test('a second finger, a key in the tile and a stage that is gone ask for nothing', () => {
  const [two, key, gone] = [stage(), stage(), stage()];
  two.down();
  two.down({ pointerId: 2, isPrimary: false });
  key.down({ target: new Element(true) });
  gone.down();
  gone.gestures.hostDisconnected();
  rest();
  for (const { open } of [two, key, gone]) expect(open).not.toHaveBeenCalled();
});

test('a long press that the browser tells of as a context menu asks once', () => {
  const it = stage();
  it.down();
  expect(it.context().defaultPrevented).toBe(true);
  rest();
  expect(it.open).toHaveBeenCalledOnce();
});

test.each([{ shiftKey: false }, { shiftKey: true }])('F10 asks, with Shift as well: $shiftKey', (shift) => {
  const it = stage();
  const f10 = { key: 'F10', ctrlKey: false, altKey: false, metaKey: false, ...shift };
  expect(it.key({ ...f10, ctrlKey: true }).defaultPrevented).toBe(false);
  expect(it.open).not.toHaveBeenCalled();
  expect(it.key(f10).defaultPrevented).toBe(true);
  expect(it.open).toHaveBeenCalledExactlyOnceWith('bob', { x: 100, y: 50 });
});
