import type { Incoming } from '../model/call.js';
import { t } from '../strings/index.js';

/** What rings: "Group video call". */
export function kindWords({ media, group }: Pick<Incoming, 'media' | 'group'>): string {
  const isVideo = media === 'video';
  if (group !== null) return t(isVideo ? 'in.groupVideo' : 'in.groupAudio');
  return t(isVideo ? 'in.video' : 'in.audio');
}
