import { type Call, hasTalk, type Talking } from '../model/call.js';
import { othersOf } from '../model/group.js';
import { firstName } from '../model/person.js';
import { nameList, t } from '../strings/index.js';
import { ringKeyName } from './call-keys.js';
import { kindWords } from './kind-words.js';

export interface Announcement {
  readonly text: string;
  /** At once, or when the reader has finished its sentence. */
  readonly manner: 'polite' | 'assertive';
}

/** What a screen reader is told when the call goes from one state to the next; null: nothing, or its view says it. */
export function announcement(before: Call, after: Call): Announcement | null {
  if (after.phase === 'incoming' && before.phase !== 'incoming') {
    const values = { name: after.person.name, kind: kindWords(after), keys: ringKeyName('A') };
    return { text: t('in.announce', values), manner: 'assertive' };
  }
  if (after.phase !== 'talking' && after.phase !== 'group') return null;
  if (!hasTalk(before) && hasTalk(after)) {
    const name = after.phase === 'group' ? nameList(othersOf(after)) : firstName(after.person);
    return { text: t('call.with', { name }), manner: 'polite' };
  }
  const isLost = hasLoss(after);
  if (hasTalk(before) && isLost !== hasLoss(before))
    return { text: t(isLost ? 'net.reconnecting' : 'net.back'), manner: 'polite' };
  if (before.phase === 'talking' && after.phase === 'talking') return muting(before, after);
  return null;
}

function muting(before: Talking, after: Talking): Announcement | null {
  if (before.peer.audio !== true || after.peer.audio !== false) return null;
  return { text: t('call.peerMuted', { name: firstName(after.person) }), manner: 'polite' };
}

/** In a group the others' losses are told by their tiles. */
function hasLoss(call: Call): boolean {
  if (call.phase === 'group') return call.lost !== null;
  return call.phase === 'talking' && (call.lost !== null || call.peer.lost !== null);
}
