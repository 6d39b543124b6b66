import type { Call } from '../model/call.js';
import { othersOf, showsVideo } from '../model/group.js';
import { nameList } from '../strings/index.js';
import type { GroupLayout } from './group-layout.js';

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

export function nameOf(call: Staged): string {
  return call.phase === 'group' ? nameList(othersOf(call)) : call.person.name;
}

export function showsPicture(call: Call): boolean {
  return call.phase === 'talking' && call.media === 'video' && call.peer.video === true;
}

/** Whose pictures have a place on the stage. */
export function lookedAt(call: Call, layout: GroupLayout | null): string[] {
  if (call.phase === 'talking') return call.peer.video === true ? [call.person.userId] : [];
  if (call.phase !== 'group' || call.media === 'audio') return [];
  return call.members
    .filter((member) => showsVideo(member) && layout?.places.has(member.person.userId))
    .map(({ person }) => person.userId);
}
