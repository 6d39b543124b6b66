import type { Call } from '../model/call.js';
import { othersOf, showsVideo } from '../model/group.js';
import { groupName, type SavedGroup } from '../model/saved-group.js';
import { nameList } from '../strings/index.js';
import type { GroupChoice, GroupLayout } from './group-layout.js';

export function testIdOf(call: Call): string | undefined {
  switch (call.phase) {
    case 'outgoing':
      return 'outgoing';
    case 'group':
      return call.step === 'talking' ? 'in-call' : 'outgoing';
    case 'talking':
      return 'in-call';
    case 'ended':
      return 'ended';
    default:
      return undefined;
  }
}

export type Staged = Extract<Call, { phase: 'outgoing' | 'talking' | 'group' | 'ended' }>;

/** Whether the call has taken the stage: from dialling to the end screen, but not while it only rings here. */
export function hasStage(call: Call): call is Staged {
  return call.phase !== 'idle' && call.phase !== 'incoming';
}

/** What the call is called: after the group that calls, or whom it is with; '' without a stage. */
export function titleOf(call: Call, groups: readonly SavedGroup[]): string {
  if (!hasStage(call)) return '';
  if (call.phase !== 'group') return call.person.name;
  return groupName(groups, call.groupId) || nameList(othersOf(call));
}

export function showsPicture(call: Call): boolean {
  return call.phase === 'talking' && call.media === 'video' && call.peer.video === true;
}

/** Whose pictures have a place on the stage, and are to be seen there. */
export function lookedAt(call: Call, layout: GroupLayout | null, { hidden }: GroupChoice): string[] {
  if (call.phase === 'talking') return call.peer.video === true ? [call.person.userId] : [];
  if (call.phase !== 'group' || call.media === 'audio') return [];
  return call.members
    .filter(showsVideo)
    .map(({ person }) => person.userId)
    .filter((userId) => layout?.places.has(userId) && !hidden.has(userId));
}

/** Who is in the call or rings for it; of a group whoever sits here, too. */
export function presentIn(call: Call): ReadonlySet<string> {
  if (call.phase === 'idle') return new Set();
  if (call.phase !== 'group') return new Set([call.person.userId]);
  return new Set(call.members.filter(({ part }) => part.is !== 'gone').map(({ person }) => person.userId));
}
