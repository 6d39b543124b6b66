import type { Grace, Media, OwnMedia, PathQuality, Peer, Weakness } from './live.js';
import type { Person } from './person.js';
import type { Voices } from './voices.js';

/** Why somebody who was rung, or was in, is not there. */
export type Absence = 'declined' | 'busy' | 'noAnswer' | 'left';

/** What somebody does in a group call. */
export type Part =
  /** Whoever sits here. */
  | { readonly is: 'self' }
  /** `reached`: one of his devices has it. */
  | { readonly is: 'ringing'; readonly reached: boolean }
  | { readonly is: 'in'; readonly peer: Peer }
  /** `at`: wall clock, ms. `tile`: it is still said where he was rung. */
  | { readonly is: 'gone'; readonly why: Absence; readonly at: number; readonly tile: boolean };

export interface Member {
  readonly person: Person;
  readonly part: Part;
}

export interface Group {
  readonly phase: 'group';
  /** null until the server knows the call. */
  readonly callId: string | null;
  /** The group of the directory that calls; '' for none. */
  readonly groupId: string;
  readonly media: Media;
  /** `ringing`: nobody has answered yet. `joining`: the server has not let this page in yet. */
  readonly step: 'ringing' | 'joining' | 'talking';
  /** When it was placed; from the beginning of talk on, when that was (monotonic ms). */
  readonly since: number;
  /** In the order in which their tiles came, which never changes: who answers does so where he was rung. */
  readonly members: readonly Member[];
  readonly own: OwnMedia;
  /** The own link is gone. */
  readonly lost: Grace | null;
  readonly quality: PathQuality;
  readonly weakness: Weakness;
  readonly voices: Voices;
}

/** Those who are in, whoever sits here included. */
export function inCall({ members }: Group): readonly Member[] {
  return members.filter(({ part }) => part.is === 'in' || part.is === 'self');
}

export function ringing({ members }: Group): readonly Member[] {
  return members.filter(({ part }) => part.is === 'ringing');
}

export function gone({ members }: Group): readonly Member[] {
  return members.filter(({ part }) => part.is === 'gone');
}

/** Who has a tile on the stage. */
export function tilesOf({ members }: Group): readonly Member[] {
  return members.filter(({ part }) => part.is !== 'gone' || part.tile);
}

/** Everybody but whoever sits here, as the call is named after them. */
export function othersOf({ members }: Group): readonly Person[] {
  const present = members.filter(({ part }) => part.is === 'in' || part.is === 'ringing');
  const others = present.length > 0 ? present : members.filter(({ part }) => part.is === 'gone');
  return others.map(({ person }) => person);
}

/** undefined: he has no tile. */
export function tileOf(call: Group, userId: string): Member | undefined {
  return tilesOf(call).find(({ person }) => person.userId === userId);
}

export function memberOf({ members }: Group, userId: string): Member | undefined {
  return members.find(({ person }) => person.userId === userId);
}

/** Whose pictures can be seen, by their own word. */
export function showsVideo({ part }: Member): boolean {
  return part.is === 'in' && part.peer.video === true;
}
