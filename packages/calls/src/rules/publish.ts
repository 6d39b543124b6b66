import type { Published } from '@ringback/protocol';
import type { Draft } from '../draft.js';
import type { CallState, Inside } from '../state.js';
import { tellInside } from './audience.js';
import { withMember } from './members.js';

/** Sets what one publishes and tells those who are in what changed. */
export function publish(draft: Draft, call: CallState, member: Inside, published: Published): CallState {
  const audio = published.audio !== member.published.audio;
  const video = published.video !== member.published.video;
  if (!audio && !video) return call;
  const next = draft.putCall(withMember(call, { ...member, published }));
  tellInside(
    draft,
    next,
    {
      e: 'available',
      callId: call.callId,
      userId: member.userId,
      changed: { ...(audio && { audio: published.audio }), ...(video && { video: published.video }) },
    },
    member.userId,
  );
  return next;
}
