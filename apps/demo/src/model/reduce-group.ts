import type { CallAction } from './action.js';
import type { Talking } from './call.js';
import type { Absence, Group, Member, Part } from './group.js';
import { UNKNOWN_QUALITY } from './live.js';
import type { Person } from './person.js';
import { newPeer, ownAfter, ownFor, peerAfter, steady, weaknessAfter } from './reduce-live.js';
import { NO_VOICES, voicesAfter, withoutVoice } from './voices.js';

type Of<Type extends CallAction['type']> = Extract<CallAction, { type: Type }>;

const SELF: Part = { is: 'self' };
const RINGS: Part = { is: 'ringing', reached: false };

/** What a group call is from its first moment on. */
type Start = Pick<Group, 'callId' | 'groupId' | 'media' | 'since' | 'own'>;

function group(start: Start & Pick<Group, 'step' | 'members'>): Group {
  return {
    phase: 'group',
    lost: null,
    quality: UNKNOWN_QUALITY,
    weakness: steady(start.since),
    voices: NO_VOICES,
    ...start,
  };
}

/** Everyone is a tile from the start, whoever sits here first. */
export function dialGroup({ self, people, groupId, media, at }: Of<'dialGroup'>): Group {
  const members = ringingAll(self, people);
  return group({ callId: null, groupId, media, step: 'ringing', since: at, members, own: ownFor(media) });
}

/** Who is known to be in has his place before the server says so. The camera stays closed: joining opens the microphone only. */
export function joinGroup({ callId, groupId, self, people, media, at }: Of<'join'>): Group {
  const own = ownFor('audio');
  const members = people.map((person): Member => ({ person, part: { is: 'in', peer: newPeer(media) } }));
  return group({
    callId,
    groupId,
    media,
    step: 'joining',
    since: at,
    members: [...members, { person: self, part: SELF }],
    own,
  });
}

/** A group call that was answered here: who is in, and behind them whoever sits here, comes with the next events. */
export function answeredGroup(start: Start): Group {
  return group({ ...start, step: 'talking', members: [] });
}

/** A page that was loaded anew in a call of a group of the directory. */
export function resumedGroup(start: Start, self: Person): Group {
  return group({ ...start, step: 'talking', members: [{ person: self, part: SELF }] });
}

/** A page that was loaded anew while it rings people. */
export function restoredGroup(start: Start, self: Person, people: readonly Person[]): Group {
  return group({ ...start, step: 'ringing', members: ringingAll(self, people) });
}

function ringingAll(self: Person, people: readonly Person[]): Member[] {
  return [{ person: self, part: SELF }, ...people.map((person) => ({ person, part: RINGS }))];
}

/** A call of two becomes one of more (S2-15): what was on stays on, and nobody moves. */
export function grown({ person, peer, ...call }: Talking, self: Person): Group {
  const { callId, media, since, own, lost, quality, weakness } = call;
  const members: Member[] = [
    { person, part: { is: 'in', peer } },
    { person: self, part: SELF },
  ];
  const start = { callId, groupId: '', media, since, own };
  return { ...group({ ...start, step: 'talking', members }), lost, quality, weakness };
}

export function whileGroup(call: Group, action: CallAction, graceTime: number): Group {
  switch (action.type) {
    case 'dialled':
      return { ...call, callId: action.callId };
    case 'begun':
      return begin(call, action);
    case 'peerRings':
      return withPart(call, action.person, { is: 'ringing', reached: true }, isNotIn);
    case 'invited':
      return withPart(call, action.person, RINGS, isNotIn);
    case 'peerEntered':
      return withPart(call, action.person, { is: 'in', peer: newPeer(call.media) }, isNotIn);
    case 'refused':
      return away(call, action.person, action.why, action.at);
    case 'peerLeft':
      return leave(call, action);
    case 'list':
      return list(call, action);
    case 'tileGone':
      return dropTile(call, action);
    case 'peerPublishes':
    case 'peerSettled':
    case 'peerLink':
      return withPeer(call, action.userId, (peer) => peerAfter(peer, action, graceTime));
    case 'quality':
      return measure(call, action);
    case 'weakDismissed':
      return { ...call, weakness: { ...call.weakness, shown: false } };
    case 'voices': {
      const voices = voicesAfter(call.voices, action.volumes, action.selfId, action.at);
      return voices === call.voices ? call : { ...call, voices };
    }
    default:
      return call;
  }
}

function begin(call: Group, { callId, media, at }: Of<'begun'>): Group {
  if (call.step === 'talking') return call;
  return { ...call, callId, media, step: 'talking', since: at, own: ownAfter(call.own, media) };
}

/** Puts somebody into a part where he is, or behind the others; `when` says from which part. */
function withPart(call: Group, person: Person, part: Part, when: (before: Part) => boolean): Group {
  const at = call.members.findIndex((member) => member.person.userId === person.userId);
  const before = call.members[at];
  if (before === undefined) return { ...call, members: [...call.members, { person, part }] };
  if (!when(before.part)) return call;
  // Whoever comes back after his tile was gone comes behind the others, as for the first time.
  const isNew = before.part.is === 'gone' && !before.part.tile;
  const members = isNew
    ? [...call.members.toSpliced(at, 1), { person, part }]
    : call.members.with(at, { person, part });
  return { ...call, members };
}

const isNotIn = ({ is }: Part): boolean => is === 'ringing' || is === 'gone';

function away(call: Group, person: Person, why: Absence, at: number): Group {
  const part: Part = { is: 'gone', why, at, tile: why !== 'left' };
  const after = withPart(call, person, part, ({ is }) => is !== 'self');
  return { ...after, voices: withoutVoice(after.voices, person.userId) };
}

/** A ring that was stopped leaves nothing behind; who was in can be rung again. */
function leave(call: Group, { userId, at }: Of<'peerLeft'>): Group {
  const member = call.members.find(({ person }) => person.userId === userId);
  if (member?.part.is === 'in') return away(call, member.person, 'left', at);
  return member?.part.is === 'ringing' ? without(call, userId) : call;
}

function without(call: Group, userId: string): Group {
  return { ...call, members: call.members.filter(({ person }) => person.userId !== userId) };
}

/** The server's list is the last word on who is in and who rings. */
function list(call: Group, { self, inCall, ringing, at }: Of<'list'>): Group {
  let after = call;
  for (const { person, part } of call.members) {
    const isIn = inCall.some(({ userId }) => userId === person.userId);
    const rings = ringing.some(({ userId }) => userId === person.userId);
    if (part.is === 'in' && !isIn) after = away(after, person, 'left', at);
    if (part.is === 'ringing' && !isIn && !rings) after = without(after, person.userId);
  }
  for (const person of inCall) {
    const part: Part = person.userId === self.userId ? SELF : { is: 'in', peer: newPeer(call.media) };
    after = withPart(after, person, part, isNotIn);
  }
  for (const person of ringing) after = withPart(after, person, RINGS, ({ is }) => is === 'gone');
  return after;
}

/** Whoever was rung again meanwhile, or has refused again, keeps his tile. */
function dropTile(call: Group, { userId, at }: Of<'tileGone'>): Group {
  const members = call.members.map((member): Member => {
    const { person, part } = member;
    const isIt = person.userId === userId && part.is === 'gone' && part.at === at;
    return isIt ? { person, part: { ...part, tile: false } } : member;
  });
  return { ...call, members };
}

type Peer = Extract<Part, { is: 'in' }>['peer'];

function withPeer(call: Group, userId: string, change: (peer: Peer) => Peer): Group {
  const at = call.members.findIndex(({ person }) => person.userId === userId);
  const member = call.members[at];
  if (member?.part.is !== 'in') return call;
  const peer = change(member.part.peer);
  if (peer === member.part.peer) return call;
  return { ...call, members: call.members.with(at, { ...member, part: { is: 'in', peer } }) };
}

function measure(call: Group, { own, peers, at }: Of<'quality'>): Group {
  const measured = { ...call, quality: own, weakness: weaknessAfter(call.weakness, own, at) };
  return Object.entries(peers).reduce(
    (after, [userId, quality]) => withPeer(after, userId, (peer) => ({ ...peer, quality })),
    measured,
  );
}
