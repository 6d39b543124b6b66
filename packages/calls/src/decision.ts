import type { CallInfo, CallRecord, CommandResult, PushInfo, ServerEvent } from '@ringback/protocol';
import type { CallState, UserState } from './state.js';

export type Decision =
  | { readonly ok: true; readonly result: CommandResult; readonly changes: Changes }
  | { readonly ok: false; readonly code: number; readonly message: string };

/** What one commit writes, all of it or nothing. */
export interface Changes {
  /** New states of users; a device that is missing here and was there before is gone, and its inbox with it. */
  readonly users: ReadonlyMap<string, UserState>;
  /** New states of calls, null for one that has ended. */
  readonly calls: ReadonlyMap<string, CallState | null>;
  readonly records: readonly KeptRecord[];
  /** At most one entry a device. */
  readonly mail: readonly Mail[];
  /** For the outbox: what webhooks and pushes are made of. */
  readonly facts: readonly Fact[];
}

/** A record as the server keeps it. */
export interface KeptRecord extends CallRecord {
  /**
   * Users who heard nothing of the call, for they had blocked whoever called them: it is none of their calls. Users of the
   * call are not told. Absent: there are none.
   */
  readonly unheard?: readonly string[];
}

/** Events for one device, in order. */
export interface Mail {
  readonly userId: string;
  readonly deviceId: string;
  readonly events: readonly ServerEvent[];
}

export type Fact =
  | {
      readonly kind: 'started';
      readonly at: number;
      readonly call: CallInfo;
      readonly caller: string;
      readonly callees: readonly string[];
      /** Those of them who hear nothing of it: they have blocked the caller. */
      readonly unheard: readonly string[];
      /** What the caller's app wants a push to show. */
      readonly push?: PushInfo;
    }
  | {
      readonly kind: 'member';
      readonly at: number;
      readonly callId: string;
      readonly userId: string;
      readonly action: /** Invited by somebody whom he has blocked: he hears nothing of it. */
      'unheard' | 'accepted' | 'rejected' | 'busy' | 'noResponse' | 'canceled' | 'left' | 'lost' | 'joined';
    }
  | {
      readonly kind: 'member';
      readonly at: number;
      readonly callId: string;
      readonly userId: string;
      readonly action: 'invited';
      /** What the inviter's app wants a push to show. */
      readonly push?: PushInfo;
    }
  | { readonly kind: 'ended'; readonly at: number; readonly record: KeptRecord };
