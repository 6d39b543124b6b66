import type { GroupProfile } from './state.js';

/** Who wants a change: a user, or the app's own backend, which may do everything. */
export type Actor = { readonly kind: 'user'; readonly userId: string } | { readonly kind: 'backend' };

/** A change of groups or block lists. Decided by `decideOrder`, committed by the store. */
export type DirectoryOrder =
  | {
      readonly kind: 'createGroup';
      readonly by: Actor;
      readonly groupId: string;
      readonly ownerId: string;
      readonly profile: GroupProfile;
      /** Beside the owner. */
      readonly userIds: readonly string[];
    }
  | {
      readonly kind: 'addMembers' | 'removeMembers';
      readonly by: Actor;
      readonly groupId: string;
      readonly userIds: readonly string[];
    }
  | {
      readonly kind: 'updateGroup';
      readonly by: Actor;
      readonly groupId: string;
      readonly profile: Partial<GroupProfile>;
    }
  | { readonly kind: 'quitGroup'; readonly groupId: string; readonly userId: string }
  | { readonly kind: 'dismissGroup'; readonly by: Actor; readonly groupId: string }
  | {
      readonly kind: 'block' | 'unblock';
      readonly userId: string;
      readonly others: readonly string[];
    };

/** What became of each user whom an order wanted in a group. */
export interface Added {
  readonly added: readonly string[];
  readonly already: readonly string[];
  /** In as many groups as one may be. */
  readonly overLimit: readonly string[];
  /** Not known, or not to be added by whoever wants it. */
  readonly failed: readonly string[];
}

export interface OrderResults {
  createGroup: Added;
  addMembers: Added;
  removeMembers: { readonly removed: readonly string[] };
  updateGroup: object;
  quitGroup: object;
  dismissGroup: object;
  block: { readonly blocked: readonly string[] };
  unblock: { readonly blocked: readonly string[] };
}

export type OrderResult<K extends DirectoryOrder['kind']> = OrderResults[K];
