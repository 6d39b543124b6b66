import type { CallState, UserState } from './state.js';

/** What a decision may read: a consistent view of one app's users, what is between them, and its live calls. */
export interface World {
  readonly app: AppPolicy;
  readonly relations: Relations;
  /** undefined: unknown, never logged in. */
  user(userId: string): UserState | undefined;
  /** undefined: never was, or has ended. */
  call(callId: string): CallState | undefined;
  /** The one call in which this user is or for which he rings (G-12); none for which he rings unheard. */
  callOf(userId: string): CallState | undefined;
  /** Live calls that were made with this group's id, oldest first. */
  callsOfGroup(groupId: string): readonly CallState[];
}

/** What is between users: block lists, groups, whom one knows. */
export interface Relations {
  /** `userId` has `other` on his block list. */
  hasBlocked(userId: string, other: string): boolean;
  /** `unknown`: the server has no such group, which may still be one of the app's own. */
  membership(groupId: string, userId: string): 'member' | 'stranger' | 'unknown';
  /** They are members of one group, or have talked to each other. */
  areContacts(userId: string, other: string): boolean;
}

/** The settings of an app that bear on decisions. */
export interface AppPolicy {
  /** Devices on which a user may be logged in at once; 1 = a new login takes over (G-11). */
  readonly devices: number;
  /** Users in or ringing in one call (S2-18). */
  readonly maxMembers: number;
  /** How long a lost device is kept, ms (G-10). */
  readonly graceTimeMs: number;
  /** The longest ring, s (G-09). */
  readonly ringMax: number;
  readonly limits: Limits;
  /** Who may ring a user (G-20). `contacts`: who shares a group with him or has talked to him. */
  readonly callers: (typeof CALLERS)[number];
  /** Who may join a group call by himself (S2-16). */
  readonly join: (typeof JOIN)[number];
  /** What somebody learns who calls one person that has blocked him. In calls with others he never learns it. */
  readonly blocked: (typeof BLOCKED)[number];
}

export const CALLERS = ['anyone', 'contacts'] as const;
/** Whoever knows its id; the members of its group; only who was called. */
export const JOIN = ['callId', 'group', 'members'] as const;
/** That he is blocked (20007); nothing, as if that user were offline. */
export const BLOCKED = ['tell', 'silent'] as const;

/** How much one may do before he is told to wait (G-20); 0: no limit. */
export interface Limits {
  /** Commands of a device in 10 s. Kept by the gateway: a command that is refused by it is not decided. */
  readonly commandsPer10s: number;
  /** Calls that a user places in a minute. */
  readonly callsPerMinute: number;
  /** Rings from one user to another in 5 minutes that time out or are cancelled. */
  readonly unansweredPerPairIn5Min: number;
  /** People whom a user invites into running calls in a minute. */
  readonly invitesPerMinute: number;
}

export const DEFAULT_POLICY: AppPolicy = {
  devices: 8,
  maxMembers: 9,
  graceTimeMs: 20_000,
  ringMax: 600,
  limits: { commandsPer10s: 30, callsPerMinute: 10, unansweredPerPairIn5Min: 3, invitesPerMinute: 20 },
  callers: 'anyone',
  join: 'callId',
  blocked: 'tell',
};
