import type { Absence, Group } from './group.js';
import type { Grace, Media, OwnMedia, PathQuality, Peer, Ring, Trouble, Weakness } from './live.js';
import type { Person } from './person.js';

export interface Idle {
  readonly phase: 'idle';
}

/** It rings here. */
export interface Incoming {
  readonly phase: 'incoming';
  readonly callId: string;
  /** Who rings. */
  readonly person: Person;
  /** Who else is in a group call or rings for it; null: it is between the two. */
  readonly group: readonly Person[] | null;
  /** The group of the directory that calls; '' for none. */
  readonly groupId: string;
  readonly media: Media;
  /** null: rings until somebody ends it. */
  readonly ring: Ring | null;
  /** How the person wants to be met. Answering never opens what is off here. */
  readonly mic: boolean;
  readonly cam: boolean;
  readonly silenced: boolean;
  readonly answering: boolean;
  /** What kept the last try to answer from working; it still rings (S1-24). */
  readonly trouble: Trouble | null;
}

/** It rings there, or is about to. */
export interface Outgoing {
  readonly phase: 'outgoing';
  /** null until the server knows the call. */
  readonly callId: string | null;
  readonly person: Person;
  readonly media: Media;
  readonly step: 'calling' | 'ringing' | 'connecting';
  /** When it was placed (monotonic ms). */
  readonly since: number;
  readonly own: OwnMedia;
}

export interface Talking {
  readonly phase: 'talking';
  readonly callId: string;
  readonly person: Person;
  readonly media: Media;
  /** When talk began (monotonic ms). */
  readonly since: number;
  readonly own: OwnMedia;
  readonly peer: Peer;
  /** The own link is gone. */
  readonly lost: Grace | null;
  readonly quality: PathQuality;
  readonly weakness: Weakness;
}

/** Why somebody did not come to a group call. */
export type Refusal = Exclude<Absence, 'left'>;

export type Outcome =
  /** Of a group: nobody came. */
  | {
      readonly why: 'nobody';
      readonly rangFor: number;
      readonly refusals: readonly { readonly person: Person; readonly why: Refusal }[];
    }
  | { readonly why: 'noAnswer'; readonly rangFor: number }
  | {
      readonly why:
        | 'busy'
        | 'declined'
        | 'offline'
        | 'peerLost'
        | 'unknownUser'
        | 'blocked'
        | 'server'
        | 'failed';
    };

/** A call that did not go as it should; a view of the page only, the engine is idle. */
export interface Ended {
  readonly phase: 'ended';
  /** Whom it was with, in a group the first of them. */
  readonly person: Person;
  /** All who were in a group call or rang for it, whoever sits here excepted; null: it was between two. */
  readonly group: readonly Person[] | null;
  readonly groupId: string;
  readonly media: Media;
  readonly outcome: Outcome;
}

export type Call = Idle | Incoming | Outgoing | Talking | Group | Ended;

/** A call in which this page has microphone and camera: it rings there, or there is talk. */
export type LiveCall = Outgoing | Talking | Group;

export function liveCall(call: Call): LiveCall | null {
  return call.phase === 'outgoing' || call.phase === 'talking' || call.phase === 'group' ? call : null;
}

/** There is talk, or whoever is in waits for the others of a group. */
export function hasTalk(call: Call): call is Talking | Group {
  return call.phase === 'talking' || (call.phase === 'group' && call.step === 'talking');
}

export const IDLE: Idle = { phase: 'idle' };

/** A link is gone: whose, until when the call is kept, and whether the pictures still flow (they do not need the link). */
export interface Loss {
  readonly whose: 'self' | 'peer';
  readonly until: number;
  readonly flows: boolean;
}

const NO_CONNECTION = 6;

export function lossOf({ lost, peer, media, quality }: Talking): Loss | null {
  const grace = lost ?? peer.lost;
  if (grace === null) return null;
  const flows =
    media === 'video' && peer.video === true && quality.level > 0 && quality.level < NO_CONNECTION;
  return { whose: lost === null ? 'peer' : 'self', until: grace.until, flows };
}
