import { beforeEach, expect, test, vi } from 'vitest';
import { IDLE } from '../model/call.js';
import type { Intent } from '../model/intent.js';
import { stranger } from '../model/person.js';
import { reduceCall } from '../model/reduce-call.js';
import { callKeys, ringKey } from './call-keys.js';

class Element {
  isContentEditable = false;
  matches = () => this.isField;
  constructor(readonly isField: boolean) {}
}
beforeEach(() => {
  vi.stubGlobal('HTMLElement', Element);
  return () => vi.unstubAllGlobals();
});

const outgoing = reduceCall(IDLE, { type: 'dial', person: stranger('bob'), media: 'video', at: 0 }, 0);
const incoming = reduceCall(
  IDLE,
  {
    type: 'received',
    callId: 'c',
    person: stranger('bob'),
    group: null,
    groupId: '',
    media: 'video',
    ring: null,
  },
  0,
);

const press = (key: string, more: Partial<KeyboardEvent> = {}) =>
  ({
    key,
    code: `Key${key.toUpperCase()}`,
    target: new Element(false),
    timeStamp: 0,
    ...more,
  }) as unknown as KeyboardEvent;

function keys(call = outgoing, float = false) {
  const fired: Intent[] = [];
  const swap = vi.fn();
  const minimise = vi.fn();
  const onKey = callKeys({
    call: () => call,
    fire: (intent) => fired.push(intent),
    swap,
    isFloat: () => float,
    minimise,
    toggleFullScreen: vi.fn(),
    showShortcuts: vi.fn(),
    invite: vi.fn(),
    togglePanel: vi.fn(),
    toggleLayout: vi.fn(),
    turnPage: vi.fn(),
  });
  return { onKey, fired, swap, minimise };
}

test('M and V turn microphone and camera over', () => {
  const { onKey, fired } = keys();
  expect(onKey(press('m'))).toBe(true);
  expect(onKey(press('V'))).toBe(true);
  expect(fired).toEqual([
    { do: 'toggle', device: 'mic' },
    { do: 'toggle', device: 'cam' },
  ]);
});

test('single keys are for the call only while nobody types, and only while there is one', () => {
  expect(keys().onKey(press('m', { target: new Element(true) as unknown as EventTarget }))).toBe(false);
  expect(keys().onKey(press('m', { ctrlKey: true }))).toBe(false);
  expect(keys(IDLE).onKey(press('m'))).toBe(false);
});

test('Shift H hangs up when it is pressed twice within 2 s', () => {
  const { onKey, fired } = keys();
  onKey(press('H', { shiftKey: true, timeStamp: 0 }));
  onKey(press('H', { shiftKey: true, timeStamp: 2_500 }));
  expect(fired.every((intent) => intent.do === 'notify')).toBe(true);
  onKey(press('H', { shiftKey: true, timeStamp: 4_000 }));
  expect(fired.at(-1)).toEqual({ do: 'hangUp' });
});

test('Control or ⌘ with Shift: A answers, D declines a ring and cancels a call', () => {
  const held = { ctrlKey: true, shiftKey: true };
  expect(ringKey(press('A', held), incoming)).toEqual({ do: 'answer' });
  expect(ringKey(press('D', { metaKey: true, shiftKey: true }), incoming)).toEqual({ do: 'decline' });
  expect(ringKey(press('D', held), outgoing)).toEqual({ do: 'hangUp' });
  expect(ringKey(press('A', held), outgoing)).toBeNull();
  expect(ringKey(press('A', { ctrlKey: true }), incoming)).toBeNull();
});

test('minimised, only microphone, camera, hanging up and the way back have keys', () => {
  const { onKey, fired, minimise } = keys(outgoing, true);
  expect(['m', 'v', 'p'].map((key) => onKey(press(key)))).toEqual([true, true, true]);
  expect(['s', 'f', 'i', '?'].map((key) => onKey(press(key)))).toEqual([false, false, false, false]);
  expect(minimise).toHaveBeenCalledTimes(1);
  expect(fired).toHaveLength(2);
});
