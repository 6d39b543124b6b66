import type { AppPolicy } from '@ringback/calls';

/** A group of users of one app. */
export interface Group extends GroupProfile {
  readonly id: string;
  readonly ownerId: string;
  /** Server ms. */
  readonly createdAt: number;
  /** When each member came, server ms; in the order in which they came, together: by id. The owner is one of them. */
  readonly members: ReadonlyMap<string, number>;
}

export interface GroupProfile {
  readonly name: string;
  readonly avatar: string;
  readonly introduction: string;
  readonly notification: string;
}

/** What the rules may read: a consistent view of one app's directory. */
export interface DirectoryView {
  readonly app: AppPolicy;
  readonly settings: DirectorySettings;
  group(groupId: string): Group | undefined;
  groupIdsOf(userId: string): ReadonlySet<string>;
  /** Whom this user has blocked, in that order. */
  blockedBy(userId: string): ReadonlySet<string>;
  isKnown(userId: string): boolean;
  /** They share a group, or have talked to each other. */
  areContacts(userId: string, other: string): boolean;
}

export interface DirectorySettings {
  /** Whose profiles a user sees. `contacts`: of those with whom he shares a group or a call, past or live. */
  readonly directory: (typeof DIRECTORY)[number];
  /** Who makes and changes groups. */
  readonly groups: (typeof GROUPS)[number];
}

export const DIRECTORY = ['open', 'contacts'] as const;
export const GROUPS = ['users', 'backend'] as const;

export const DEFAULT_DIRECTORY: DirectorySettings = { directory: 'open', groups: 'backend' };

/** Strangers may not find each other through the directory, so that nobody makes contacts of them by a group of his own. */
export const keepsToContacts = ({ callers }: AppPolicy, { directory }: DirectorySettings): boolean =>
  callers === 'contacts' || directory === 'contacts';
