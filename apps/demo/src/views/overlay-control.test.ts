import type { ReactiveControllerHost } from 'lit';
import { expect, test, vi } from 'vitest';
import type { CallAction } from '../model/action.js';
import { type Call, IDLE } from '../model/call.js';
import { stranger } from '../model/person.js';
import { reduceCall } from '../model/reduce-call.js';
import { CallFocus } from './call-focus.js';
import { OverlayControl } from './overlay-control.js';

const [me, bob, eve] = ['me', 'bob', 'eve'].map(stranger) as [Person, Person, Person];
type Person = ReturnType<typeof stranger>;

const play = (before: Call, ...actions: CallAction[]): Call =>
  actions.reduce((call, action) => reduceCall(call, action, 0), before);
/** bob is in, eve rings. */
const group = play(
  IDLE,
  { type: 'dialGroup', self: me, people: [bob, eve], groupId: '', media: 'video', at: 0 },
  { type: 'begun', callId: 'c1', media: 'video', at: 0 },
  { type: 'peerEntered', person: bob, self: me },
);

function control() {
  const box = { x: 0, y: 0, left: 0, top: 0, right: 800, bottom: 600, width: 800, height: 600 };
  const getBoundingClientRect = () => box;
  const stage = {
    addController: () => {},
    requestUpdate: () => {},
    updateComplete: Promise.resolve(true),
    getBoundingClientRect,
  } as unknown as ReactiveControllerHost & HTMLElement;
  const focus = new CallFocus(stage);
  vi.spyOn(focus, 'keepOpener').mockReturnValue();
  vi.spyOn(focus, 'toOpener').mockReturnValue();
  vi.spyOn(focus, 'follow').mockReturnValue();
  const key = { focus: vi.fn(), getBoundingClientRect } as unknown as HTMLElement;
  return { over: new OverlayControl(stage, focus), focus, key };
}

test.each([
  ['has left', bob],
  ['is not rung any more', eve],
])('the menu of somebody who %s is closed, and stays so when he is rung again', async (_, person) => {
  const { over, focus } = control();
  const { userId } = person;
  over.openTile(userId, { x: 9, y: 9 });
  over.settle(group);
  expect(over.tile).toBe(userId);
  const without = play(group, { type: 'peerLeft', userId, at: 1 });
  over.settle(without);
  over.settle(play(without, { type: 'invited', person, self: me }));
  expect(over.shown).toEqual({ is: 'none' });
  await Promise.resolve();
  expect(focus.follow).toHaveBeenCalledExactlyOnceWith(false);
});

test('any other overlay is left alone', () => {
  const { over, focus } = control();
  over.show({ is: 'help', device: 'mic' });
  over.settle(group);
  expect(over.shown.is).toBe('help');
  expect(focus.follow).not.toHaveBeenCalled();
});

test('a gesture that asks twice for the same menu changes nothing', () => {
  const { over } = control();
  over.openTile('bob', { x: 9, y: 9 });
  const { shown } = over;
  over.openTile('bob', { x: 30, y: 30 });
  expect(over.shown).toBe(shown);
  over.openTile('eve', { x: 9, y: 9 });
  expect(over.tile).toBe('eve');
});

test('the key of a tile opens its menu, and closes it when pressed again', () => {
  const { over, focus, key } = control();
  over.toggleTile('bob', key);
  expect(over.tile).toBe('bob');
  expect(key.focus).toHaveBeenCalledBefore(vi.mocked(focus.keepOpener));
  over.toggleTile('bob', key);
  expect(over.tile).toBeNull();
  expect(focus.toOpener).toHaveBeenCalledOnce();
});
