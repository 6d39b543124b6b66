import type { Person } from './person.js';

export type Media = 'audio' | 'video';

/** Why a microphone or camera cannot be opened. */
export type Trouble = 'blocked' | 'missing' | 'inUse' | 'failed';

/** One of the person's own devices: what he wants, and what keeps it from being so. */
export interface Toggle {
  readonly on: boolean;
  /** The engine is still at it; another wish may come meanwhile, and the last one wins. */
  readonly pending: boolean;
  readonly trouble: Trouble | null;
}

export interface OwnMedia {
  readonly mic: Toggle;
  readonly cam: Toggle;
  /** Whether the other side is heard. */
  readonly speaker: boolean;
}

/** A ring window. Times are milliseconds of the page's monotonic clock. */
export interface Ring {
  readonly total: number;
  readonly endsAt: number;
}

/** Somebody's link is gone; the server keeps the call until then (monotonic ms). */
export interface Grace {
  readonly until: number;
}

/** One end of the path, as the engine's statistics see it. */
export interface PathQuality {
  /** 0 unknown, 1 excellent … 6 disconnected. */
  readonly level: number;
  /** %, and ms. */
  readonly upLoss: number;
  readonly downLoss: number;
  readonly delay: number;
}

/** The "your connection is weak" notice, with its hysteresis. */
export interface Weakness {
  /** On which side of the bar the level is, and since when (monotonic ms). */
  readonly low: boolean;
  readonly since: number;
  readonly shown: boolean;
  /** Dismissed, it is not said again before the path was strong for a while. */
  readonly said: boolean;
}

export interface Idle {
  readonly phase: 'idle';
}

/** It rings here. */
export interface Incoming {
  readonly phase: 'incoming';
  readonly callId: string;
  readonly person: Person;
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

export interface Peer {
  /** What he publishes; null: not told yet. */
  readonly audio: boolean | null;
  readonly video: boolean | null;
  readonly lost: Grace | null;
  readonly quality: PathQuality;
}

export type Outcome =
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
  readonly person: Person;
  readonly media: Media;
  readonly outcome: Outcome;
}

export type Call = Idle | Incoming | Outgoing | Talking | Ended;

/** A call in which this page has microphone and camera: it rings there, or there is talk. */
export type LiveCall = Outgoing | Talking;

export function liveCall(call: Call): LiveCall | null {
  return call.phase === 'outgoing' || call.phase === 'talking' ? call : null;
}

export const IDLE: Idle = { phase: 'idle' };
/** From this level on a path is weak. */
export const WEAK_LEVEL = 4;
export const UNKNOWN_QUALITY: PathQuality = { level: 0, upLoss: 0, downLoss: 0, delay: 0 };

export function toggle(on: boolean): Toggle {
  return { on, pending: false, trouble: null };
}

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
