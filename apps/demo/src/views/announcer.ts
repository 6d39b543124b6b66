import type { Call } from '../model/call.js';
import { firstName } from '../model/person.js';
import { t } from '../strings/index.js';
import { ringKeyName } from './call-keys.js';

export interface Announcement {
  readonly text: string;
  /** At once, or when the reader has finished its sentence. */
  readonly manner: 'polite' | 'assertive';
}

/** What a screen reader is told when the call goes from one state to the next; null: nothing, or its view says it. */
export function announcement(before: Call, after: Call): Announcement | null {
  if (after.phase === 'incoming' && before.phase !== 'incoming') {
    const kind = t(after.media === 'video' ? 'in.video' : 'in.audio');
    const text = t('in.announce', { name: after.person.name, kind, keys: ringKeyName('A') });
    return { text, manner: 'assertive' };
  }
  if (after.phase !== 'talking') return null;
  const name = firstName(after.person);
  if (before.phase !== 'talking') return { text: t('call.with', { name }), manner: 'polite' };
  const wasLost = before.lost !== null || before.peer.lost !== null;
  const isLost = after.lost !== null || after.peer.lost !== null;
  if (isLost !== wasLost) return { text: t(isLost ? 'net.reconnecting' : 'net.back'), manner: 'polite' };
  if (before.peer.audio === true && after.peer.audio === false) {
    return { text: t('call.peerMuted', { name }), manner: 'polite' };
  }
  return null;
}
