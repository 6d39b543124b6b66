import type { TemplateResult } from 'lit';
import { expect, test } from 'vitest';
import type { CallAction } from '../model/action.js';
import { type Call, hasTalk, IDLE } from '../model/call.js';
import { stranger } from '../model/person.js';
import { reduceCall } from '../model/reduce-call.js';
import { Levels } from '../parts/levels.js';
import type { SizeClass } from '../parts/size.js';
import { floatView } from './float.js';

const [me, bob] = [stranger('me'), stranger('bob')];

/** All text that a template has, also in those within it. */
function textOf(part: unknown): string {
  if (Array.isArray(part)) return part.map(textOf).join(' ');
  if (typeof part !== 'object' || part === null) return typeof part === 'string' ? part : '';
  return 'values' in part ? textOf((part as TemplateResult).values) : '';
}

function shown(media: 'video' | 'audio', size: SizeClass, lost: boolean): string {
  const actions: CallAction[] = [
    { type: 'dialGroup', self: me, people: [bob], groupId: '', media, at: 0 },
    { type: 'begun', callId: 'c1', media, at: 0 },
    { type: 'peerEntered', person: bob, self: me },
  ];
  const call = actions.reduce((before, action) => reduceCall(before, action, 0), IDLE as Call);
  if (!hasTalk(call) || call.phase !== 'group') throw new Error(call.phase);
  const state = { size, title: 'Crew', levels: new Levels() };
  return textOf(floatView({ ...call, lost: lost ? { until: 9 } : null }, state));
}

test.each<['video' | 'audio', SizeClass]>([
  ['video', 'wide'],
  ['video', 'compact'],
  ['audio', 'wide'],
])('a %s call of several says minimised on a %s page that the own link is gone', (media, size) => {
  expect(shown(media, size, true)).toContain('Reconnecting…');
  expect(shown(media, size, false)).not.toContain('Reconnecting…');
});
