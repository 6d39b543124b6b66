import { afterEach, expect, test, vi } from 'vitest';
import { type Corner, CornerController, cornerAfter } from './corner.js';

afterEach(() => {
  vi.unstubAllGlobals();
});

test.each<[Corner, string, boolean, Corner | null]>([
  ['bottom-end', 'ArrowUp', false, 'top-end'],
  ['bottom-end', 'ArrowLeft', false, 'bottom-start'],
  ['top-start', 'ArrowRight', false, 'top-end'],
  ['top-start', 'ArrowDown', false, 'bottom-start'],
  ['bottom-end', 'ArrowRight', true, 'bottom-start'],
  ['bottom-end', 'Enter', false, null],
])('from %s by %s (right to left: %s) to %s', (corner, key, rtl, expected) => {
  expect(cornerAfter(corner, key, rtl)).toBe(expected);
});

/** An element that a finger has taken hold of at (100, 100). */
function held() {
  const page = new EventTarget();
  vi.stubGlobal('document', page);
  const corner = new CornerController(
    {
      addController: () => {},
      removeController: () => {},
      requestUpdate: () => {},
      updateComplete: Promise.resolve(true),
    },
    'bottom-end',
  );
  const element = { style: { translate: '' } };
  const finger = { pointerId: 1, isPrimary: true, button: 0, clientX: 100, clientY: 100, timeStamp: 0 };
  const down = (values: object = {}) =>
    corner.drag({
      ...finger,
      currentTarget: element,
      target: { closest: () => null },
      ...values,
    } as unknown as PointerEvent);
  const send = (type: string, values: object) =>
    page.dispatchEvent(
      Object.assign(new Event(type), { pointerId: 1, clientX: 100, clientY: 100, ...values }),
    );
  down();
  return { corner, element, down, send };
}

test('what is dragged follows the pointer that took hold of it, and no other', () => {
  const { element, down, send } = held();
  send('pointermove', { clientX: 80 });
  expect(element.style.translate).toBe('-20px 0px');
  down({ pointerId: 2, isPrimary: false });
  send('pointermove', { pointerId: 2, clientX: 300 });
  send('pointerup', { pointerId: 2, clientX: 300 });
  expect(element.style.translate).toBe('-20px 0px');
  send('pointermove', { clientX: 60 });
  expect(element.style.translate).toBe('-40px 0px');
});

test('a drag ends with what is dragged', () => {
  const { corner, element, send } = held();
  corner.hostDisconnected();
  send('pointermove', { clientX: 80 });
  expect(element.style.translate).toBe('');
});
