import { expect, test, vi } from 'vitest';
import type { CallAction } from '../model/action.js';
import { type Call, IDLE } from '../model/call.js';
import { type Group, type Member, memberOf } from '../model/group.js';
import { stranger } from '../model/person.js';
import { reduceCall } from '../model/reduce-call.js';
import { FIRST_CHOICE, groupLayout, orderAfter } from './group-layout.js';
import { lookedAt } from './staged.js';
import { tileItems } from './tile-menu.js';

const [me, bob, eve, dan] = ['me', 'bob', 'eve', 'dan'].map(stranger) as [Person, Person, Person, Person];
type Person = ReturnType<typeof stranger>;

/** bob is in and shows himself, eve rings, dan has declined. */
function group(): Group {
  const actions: CallAction[] = [
    { type: 'dialGroup', self: me, people: [bob, eve, dan], groupId: '', media: 'video', at: 0 },
    { type: 'begun', callId: 'c1', media: 'video', at: 0 },
    { type: 'peerEntered', person: bob, self: me },
    { type: 'peerPublishes', userId: 'bob', what: 'video', on: true },
    { type: 'refused', person: dan, why: 'declined', at: 0 },
  ];
  const call = actions.reduce((before, action) => reduceCall(before, action, 0), IDLE as Call);
  if (call.phase !== 'group') throw new Error(call.phase);
  return call;
}

function menu(userId: string, hidden: readonly string[] = []) {
  const actions = { pin: vi.fn(), hide: vi.fn(), fire: vi.fn() };
  const choice = { ...FIRST_CHOICE, pinned: 'me', hidden: new Set(hidden) };
  const items = tileItems(memberOf(group(), userId) as Member, { ...actions, choice });
  const run = (text: string) => {
    const item = items.find((each) => each.is === 'action' && each.text === text);
    if (item?.is === 'action') item.run();
  };
  return { ...actions, run, texts: items.map((item) => ('text' in item ? item.text : item.is)) };
}

test('a tile’s menu has what can be done about whom it shows', () => {
  expect(menu('bob').texts).toEqual(['Pin', 'Hide picture']);
  expect(menu('bob', ['bob']).texts).toEqual(['Pin', 'Show picture']);
  expect(menu('me').texts).toEqual(['Unpin']);
  expect(menu('eve').texts).toEqual(['Stop ringing eve']);
  expect(menu('dan').texts).toEqual(['Ring again']);
});

test('and does it', () => {
  const of = { bob: menu('bob'), eve: menu('eve'), dan: menu('dan') };
  of.bob.run('Hide picture');
  expect(of.bob.hide).toHaveBeenCalledWith('bob');
  of.eve.run('Stop ringing eve');
  expect(of.eve.fire).toHaveBeenCalledWith({ do: 'stopRing', userId: 'eve' });
  of.dan.run('Ring again');
  expect(of.dan.fire).toHaveBeenCalledWith({ do: 'invite', userIds: ['dan'] });
});

test('a hidden picture is not asked for, so it is not sent', () => {
  const call = group();
  const choice = { ...FIRST_CHOICE, order: orderAfter([], call, 12) };
  const layout = groupLayout(call, choice, { width: 1280, height: 800, taken: 0 });
  expect(lookedAt(call, layout, choice)).toEqual(['bob']);
  expect(lookedAt(call, layout, { ...choice, hidden: new Set(['bob']) })).toEqual([]);
});
