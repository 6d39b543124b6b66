import type { CallAction } from './action.js';
import {
  type Call,
  type Ended,
  IDLE,
  type Incoming,
  type Media,
  type Outgoing,
  type OwnMedia,
  type PathQuality,
  type Talking,
  toggle,
  UNKNOWN_QUALITY,
  WEAK_LEVEL,
  type Weakness,
} from './call.js';
import type { Person } from './person.js';

/** A weak path is said after so long on the one side of the bar, and unsaid after so long on the other. */
const WEAK_AFTER_MS = 3_000;
const STRONG_AFTER_MS = 5_000;

/** The server tells of a lost link this long after it closed (S1-27), and grace runs since then. */
const TOLD_AFTER_MS = 3_000;

/** The next state of the one call that the page has. What does not fit the state changes nothing. */
export function reduceCall(call: Call, action: CallAction, graceTime: number): Call {
  switch (action.type) {
    case 'dial':
      return isFree(call) ? dial(action) : call;
    case 'received':
      return isFree(call) ? receive(action) : call;
    case 'restored':
      return restore(action);
    case 'over':
      return call.phase === 'idle' ? call : IDLE;
    case 'failed':
      return isFree(call) ? call : end(call, action.outcome);
    case 'begun':
      return begin(call, action);
    default:
      break;
  }
  switch (call.phase) {
    case 'incoming':
      return whileIncoming(call, action);
    case 'outgoing':
      return withOwn(whileOutgoing(call, action), action);
    case 'talking':
      return withOwn(whileTalking(call, action, graceTime), action);
    default:
      return call;
  }
}

/** An end screen is only a view: a new call may begin over it. */
function isFree(call: Call): call is Extract<Call, { phase: 'idle' | 'ended' }> {
  return call.phase === 'idle' || call.phase === 'ended';
}

function dial(action: Extract<CallAction, { type: 'dial' }>): Outgoing {
  const { person, media, at } = action;
  return { phase: 'outgoing', callId: null, person, media, step: 'calling', since: at, own: ownFor(media) };
}

function receive(action: Extract<CallAction, { type: 'received' }>): Incoming {
  const { callId, person, media, ring } = action;
  return {
    phase: 'incoming',
    callId,
    person,
    media,
    ring,
    mic: true,
    cam: media === 'video',
    silenced: false,
    answering: false,
    trouble: null,
  };
}

/** A reloaded page: capture stays closed until the person opens it (S1-28). */
function restore(action: Extract<CallAction, { type: 'restored' }>): Outgoing | Talking {
  const { callId, person, media, since } = action;
  const own: OwnMedia = { mic: toggle(false), cam: toggle(false), speaker: true };
  if (action.dialling) return { phase: 'outgoing', callId, person, media, step: 'ringing', since, own };
  return talk(callId, person, media, since, own);
}

function begin(call: Call, action: Extract<CallAction, { type: 'begun' }>): Call {
  const { callId, media, at } = action;
  switch (call.phase) {
    case 'incoming': {
      const own = { mic: toggle(call.mic), cam: toggle(call.cam && media === 'video'), speaker: true };
      return talk(callId, call.person, media, at, own);
    }
    case 'outgoing': {
      const own = media === 'audio' ? { ...call.own, cam: toggle(false) } : call.own;
      return talk(callId, call.person, media, at, own);
    }
    default:
      return call;
  }
}

function talk(callId: string, person: Person, media: Media, since: number, own: OwnMedia): Talking {
  return {
    phase: 'talking',
    callId,
    person,
    media,
    since,
    own,
    peer: { audio: null, video: media === 'video' ? null : false, lost: null, quality: UNKNOWN_QUALITY },
    lost: null,
    quality: UNKNOWN_QUALITY,
    weakness: { since, low: false, shown: false, said: false },
  };
}

function end(call: Incoming | Outgoing | Talking, outcome: Ended['outcome']): Ended {
  return { phase: 'ended', person: call.person, media: call.media, outcome };
}

function ownFor(media: Media): OwnMedia {
  return { mic: toggle(true), cam: toggle(media === 'video'), speaker: true };
}

function whileIncoming(call: Incoming, action: CallAction): Incoming {
  switch (action.type) {
    case 'meetWith':
      return action.device === 'mic' ? { ...call, mic: action.on } : { ...call, cam: action.on };
    case 'silenced':
      return { ...call, silenced: true };
    case 'answering':
      return { ...call, answering: true, trouble: null };
    case 'answerFailed':
      return { ...call, answering: false, trouble: action.trouble };
    case 'mediaChanged':
      return { ...call, media: action.media, cam: call.cam && action.media === 'video' };
    default:
      return call;
  }
}

function whileOutgoing(call: Outgoing, action: CallAction): Outgoing {
  switch (action.type) {
    case 'dialled':
      return { ...call, callId: action.callId };
    case 'peerRings':
      return call.step === 'calling' ? { ...call, step: 'ringing' } : call;
    case 'peerAccepted':
      return { ...call, step: 'connecting' };
    case 'mediaChanged':
      return { ...call, media: action.media, own: ownAfter(call.own, action.media) };
    default:
      return call;
  }
}

function whileTalking(call: Talking, action: CallAction, graceTime: number): Talking {
  const { peer } = call;
  switch (action.type) {
    case 'peerEntered':
      return { ...call, person: action.person };
    case 'peerPublishes':
      return { ...call, peer: { ...peer, [action.what]: action.on } };
    case 'peerLink': {
      const lost = action.reachable ? null : { until: action.at + Math.max(0, graceTime - TOLD_AFTER_MS) };
      return { ...call, peer: { ...peer, lost } };
    }
    case 'mediaChanged':
      return {
        ...call,
        media: action.media,
        own: ownAfter(call.own, action.media),
        peer: { ...peer, video: false },
      };
    case 'quality':
      return {
        ...call,
        quality: action.own,
        peer: action.peer === null ? peer : { ...peer, quality: action.peer },
        weakness: weaknessAfter(call.weakness, action.own, action.at),
      };
    case 'weakDismissed':
      return { ...call, weakness: { ...call.weakness, shown: false } };
    default:
      return call;
  }
}

function ownAfter(own: OwnMedia, media: Media): OwnMedia {
  return media === 'audio' ? { ...own, cam: toggle(false) } : own;
}

function weaknessAfter(weakness: Weakness, quality: PathQuality, at: number): Weakness {
  const low = quality.level >= WEAK_LEVEL;
  if (low !== weakness.low) return { ...weakness, low, since: at };
  const held = at - weakness.since;
  if (low && !weakness.said && held >= WEAK_AFTER_MS) return { ...weakness, shown: true, said: true };
  if (!low && weakness.said && held >= STRONG_AFTER_MS) return { ...weakness, shown: false, said: false };
  return weakness;
}

function withOwn<T extends Outgoing | Talking>(call: T, action: CallAction): T {
  switch (action.type) {
    case 'own':
      return { ...call, own: { ...call.own, [action.device]: action.toggle } };
    case 'speaker':
      return { ...call, own: { ...call.own, speaker: action.on } };
    default:
      return call;
  }
}
