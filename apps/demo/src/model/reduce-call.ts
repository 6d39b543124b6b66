import type { CallAction } from './action.js';
import {
  type Call,
  type Ended,
  IDLE,
  type Incoming,
  type LiveCall,
  type Outgoing,
  type Talking,
} from './call.js';
import { type Group, othersOf } from './group.js';
import { type Media, type OwnMedia, toggle, UNKNOWN_QUALITY } from './live.js';
import type { Person } from './person.js';
import {
  answeredGroup,
  dialGroup,
  grown,
  joinGroup,
  restoredGroup,
  resumedGroup,
  whileGroup,
} from './reduce-group.js';
import { newPeer, ownAfter, ownFor, peerAfter, steady, weaknessAfter, withOwn } from './reduce-live.js';

/** The next state of the one call that the page has. What does not fit the state changes nothing. */
export function reduceCall(call: Call, action: CallAction, graceTime: number): Call {
  switch (action.type) {
    case 'dial':
      return isFree(call) ? dial(action) : call;
    case 'dialGroup':
      return isFree(call) ? dialGroup(action) : call;
    case 'join':
      return isFree(call) ? join(action) : call;
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
    case 'group':
      return withOwn(whileGroup(call, action, graceTime), action);
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

/** The call of two that is taken over from another device, or a group call. */
function join(action: Extract<CallAction, { type: 'join' }>): Call {
  const { callId, people, media, at } = action;
  const [person] = people;
  if (action.isGroup || person === undefined) return joinGroup(action);
  const own = ownFor('audio');
  return { phase: 'outgoing', callId, person, media, step: 'connecting', since: at, own };
}

function receive(action: Extract<CallAction, { type: 'received' }>): Incoming {
  const { callId, person, group, groupId, media, ring } = action;
  return {
    phase: 'incoming',
    callId,
    person,
    group,
    groupId,
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
function restore(action: Extract<CallAction, { type: 'restored' }>): LiveCall {
  const { callId, person, others, groupId, self, media, since } = action;
  const own: OwnMedia = { mic: toggle(false), cam: toggle(false), speaker: true };
  const start = { callId, groupId, media, since, own };
  if (action.dialling && (others.length > 0 || groupId !== ''))
    return restoredGroup(start, self, [person, ...others]);
  if (action.dialling) return { phase: 'outgoing', callId, person, media, step: 'ringing', since, own };
  return groupId === '' ? talk(callId, person, media, since, own) : resumedGroup(start, self);
}

function begin(call: Call, action: Extract<CallAction, { type: 'begun' }>): Call {
  const { callId, media, at } = action;
  switch (call.phase) {
    case 'incoming': {
      const own = { mic: toggle(call.mic), cam: toggle(call.cam && media === 'video'), speaker: true };
      if (call.group !== null) return answeredGroup({ callId, groupId: call.groupId, media, since: at, own });
      return talk(callId, call.person, media, at, own);
    }
    case 'outgoing': {
      const own = media === 'audio' ? { ...call.own, cam: toggle(false) } : call.own;
      return talk(callId, call.person, media, at, own);
    }
    case 'group':
      return whileGroup(call, action, 0);
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
    peer: newPeer(media),
    lost: null,
    quality: UNKNOWN_QUALITY,
    weakness: steady(since),
  };
}

function end(call: Incoming | Outgoing | Talking | Group, outcome: Ended['outcome']): Call {
  const { media } = call;
  if (call.phase !== 'group')
    return { phase: 'ended', person: call.person, group: null, groupId: '', media, outcome };
  const group = othersOf(call);
  const [person] = group;
  return person === undefined
    ? IDLE
    : { phase: 'ended', person, group, groupId: call.groupId, media, outcome };
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

function whileTalking(call: Talking, action: CallAction, graceTime: number): Talking | Group {
  const { peer } = call;
  switch (action.type) {
    case 'peerEntered':
      // Whoever else comes in makes it a group, before the server's list says so.
      return action.person.userId === call.person.userId
        ? { ...call, person: action.person }
        : whileGroup(grown(call, action.self), action, graceTime);
    case 'invited':
    case 'list':
      return whileGroup(grown(call, action.self), action, graceTime);
    case 'peerPublishes':
    case 'peerSettled':
    case 'peerLink':
      if (action.userId !== call.person.userId) return call;
      return { ...call, peer: peerAfter(peer, action, graceTime) };
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
        peer: { ...peer, quality: action.peers[call.person.userId] ?? peer.quality },
        weakness: weaknessAfter(call.weakness, action.own, action.at),
      };
    case 'weakDismissed':
      return { ...call, weakness: { ...call.weakness, shown: false } };
    default:
      return call;
  }
}
