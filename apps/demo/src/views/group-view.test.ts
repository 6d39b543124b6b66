import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { afterEach, expect, test, vi } from 'vitest';
import type { CallAction } from '../model/action.js';
import { type Call, IDLE } from '../model/call.js';
import type { Group } from '../model/group.js';
import { type Person, stranger } from '../model/person.js';
import { reduceCall } from '../model/reduce-call.js';
import { GroupView } from './group-view.js';

const [me, bob, eve, dan] = ['me', 'bob', 'eve', 'dan'].map(stranger) as [Person, Person, Person, Person];
afterEach(() => {
  vi.unstubAllGlobals();
});

const BOX = { w: 320, h: 200 };
const DESKTOP = { width: 1280, height: 800, taken: 0 };

function view(): GroupView {
  const host = { addController: (_: ReactiveController) => {}, requestUpdate: () => {} };
  return new GroupView(host as ReactiveControllerHost & HTMLElement);
}

function after(before: Call, ...actions: CallAction[]): Group {
  const call = actions.reduce((at, action) => reduceCall(at, action, 0), before);
  if (call.phase !== 'group') throw new Error(call.phase);
  return call;
}

/** bob and eve are in. */
const three = after(
  IDLE,
  { type: 'dialGroup', self: me, people: [bob, eve], groupId: '', media: 'video', at: 0 },
  { type: 'begun', callId: 'c1', media: 'video', at: 0 },
  { type: 'peerEntered', person: bob, self: me },
  { type: 'peerEntered', person: eve, self: me },
);
const spoken = (call: Group, speaker: string): Group => ({ ...call, voices: { heard: {}, speaker } });

test('minimised, the light leaves somebody pinned who leaves the call', () => {
  const group = view();
  group.settle(three, DESKTOP);
  group.pin('eve');
  group.settleFloat(three, BOX);
  expect(group.layout?.main).toBe('eve');
  group.settleFloat(after(three, { type: 'peerLeft', userId: 'eve', at: 1 }), BOX);
  expect(group.layout?.main).toBe('bob');
});

test('minimised, the light finds whoever has come meanwhile', () => {
  const group = view();
  group.settle(three, DESKTOP);
  const four = after(three, { type: 'peerEntered', person: dan, self: me });
  group.settleFloat(spoken(four, 'dan'), BOX);
  expect(group.layout?.main).toBe('dan');
});

test('a call of two that becomes one of more while minimised has the light on who speaks', () => {
  const group = view();
  const grown = after(
    IDLE,
    { type: 'dial', person: bob, media: 'video', at: 0 },
    { type: 'begun', callId: 'c1', media: 'video', at: 0 },
    { type: 'invited', person: eve, self: me },
    { type: 'peerEntered', person: eve, self: me },
  );
  group.settleFloat(spoken(grown, 'eve'), BOX);
  expect(group.layout?.main).toBe('eve');
  expect(group.choice.order).toEqual(['bob', 'me', 'eve']);
});

test('the places on the large stage survive the small window', () => {
  const group = view();
  group.settle(three, DESKTOP);
  const { order } = group.choice;
  group.settleFloat(spoken(three, 'eve'), BOX);
  expect(group.choice.order).toBe(order);
});

/** Two pages of a phone, and what touches them. */
function pages() {
  vi.stubGlobal('getComputedStyle', () => ({ direction: 'ltr' }));
  const host = Object.assign(new EventTarget(), { addController: () => {}, requestUpdate: () => {} });
  const group = new GroupView(host as unknown as ReactiveControllerHost & HTMLElement);
  group.hostConnected();
  const people = Array.from({ length: 9 }, (_, at) => stranger(`p${at}`));
  const many = after(IDLE, { type: 'dialGroup', self: me, people, groupId: '', media: 'video', at: 0 });
  group.settle(many, { width: 390, height: 844, taken: 0 });
  const send = (type: string, clientX: number, isPrimary = true): void => {
    const touch = { pointerType: 'touch', isPrimary, clientX, clientY: 400 };
    host.dispatchEvent(Object.assign(new Event(type), touch));
  };
  return { group, send };
}

test('a finger that goes sideways turns the page', () => {
  const { group, send } = pages();
  send('pointerdown', 300);
  send('pointerup', 100);
  expect(group.choice.page).toBe(1);
});

test.each<[string, (of: ReturnType<typeof pages>) => void]>([
  ['a second one', ({ send }) => send('pointerdown', 300, false)],
  ['the browser, which takes it,', ({ send }) => send('pointercancel', 300)],
  ['a stage that is gone', ({ group }) => group.hostDisconnected()],
])('and %s keeps it from that', (_, between) => {
  const it = pages();
  it.send('pointerdown', 300);
  between(it);
  it.send('pointerup', 100);
  expect(it.group.choice.page).toBe(0);
});
