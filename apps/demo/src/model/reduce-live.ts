import type { CallAction } from './action.js';
import type { LiveCall } from './call.js';
import {
  type Media,
  type OwnMedia,
  type PathQuality,
  type Peer,
  toggle,
  UNKNOWN_QUALITY,
  WEAK_LEVEL,
  type Weakness,
} from './live.js';

/** A weak path is said after so long on the one side of the bar, and unsaid after so long on the other. */
const WEAK_AFTER_MS = 3_000;
const STRONG_AFTER_MS = 5_000;

/** The server tells of a lost link this long after it closed (S1-27), and grace runs since then. */
const TOLD_AFTER_MS = 3_000;

export function ownFor(media: Media): OwnMedia {
  return { mic: toggle(true), cam: toggle(media === 'video'), speaker: true };
}

/** An audio call has no camera. */
export function ownAfter(own: OwnMedia, media: Media): OwnMedia {
  return media === 'audio' ? { ...own, cam: toggle(false) } : own;
}

/** Somebody has come in and has told nothing yet. */
export function newPeer(media: Media): Peer {
  return { audio: null, video: media === 'video' ? null : false, lost: null, quality: UNKNOWN_QUALITY };
}

/** What happens to somebody who is in. */
export function peerAfter(peer: Peer, action: CallAction, graceTime: number): Peer {
  switch (action.type) {
    case 'peerPublishes':
      return { ...peer, [action.what]: action.on };
    case 'peerSettled':
      if (peer.audio !== null && peer.video !== null) return peer;
      return { ...peer, audio: peer.audio ?? false, video: peer.video ?? false };
    case 'peerLink': {
      const lost = action.reachable ? null : { until: action.at + Math.max(0, graceTime - TOLD_AFTER_MS) };
      return { ...peer, lost };
    }
    default:
      return peer;
  }
}

export function steady(since: number): Weakness {
  return { since, low: false, shown: false, said: false };
}

export function weaknessAfter(weakness: Weakness, quality: PathQuality, at: number): Weakness {
  const low = quality.level >= WEAK_LEVEL;
  if (low !== weakness.low) return { ...weakness, low, since: at };
  const held = at - weakness.since;
  if (low && !weakness.said && held >= WEAK_AFTER_MS) return { ...weakness, shown: true, said: true };
  if (!low && weakness.said && held >= STRONG_AFTER_MS) return { ...weakness, shown: false, said: false };
  return weakness;
}

/** The own devices, the same in every call. */
export function withOwn<T extends LiveCall>(call: T, action: CallAction): T {
  switch (action.type) {
    case 'own':
      return { ...call, own: { ...call.own, [action.device]: action.toggle } };
    case 'speaker':
      return { ...call, own: { ...call.own, speaker: action.on } };
    default:
      return call;
  }
}
