import type { CallInfo, CallRole } from '@ringback/protocol';

/** The state of calls as the published engines name it. */
export type CallStatus = 'idle' | 'calling' | 'connected';

/** Where this engine is in the one call that it can have. */
export type Stage =
  | { readonly kind: 'idle' }
  /** An own `call()` or `join()` is under way: the server has not answered. */
  | { readonly kind: 'dialing' }
  /** The server knows the call, and it rings: at others, or here, with the name of the ring and whether an `accept()` was sent for it. */
  | { readonly kind: 'ringing'; readonly role: 'inviter'; readonly call: CallInfo }
  | {
      readonly kind: 'ringing';
      readonly role: 'invitee';
      readonly call: CallInfo;
      readonly ring: string;
      readonly answered?: true;
    }
  /** `since`: server time from which talk counts, ms; null until the server has said. */
  | { readonly kind: 'in'; readonly role: CallRole; readonly call: CallInfo; readonly since: number | null }
  /** Hung up or rejected here, which the server has not confirmed: capture and playback have stopped (G-16). */
  | { readonly kind: 'leaving'; readonly from: Extract<Stage, { kind: 'ringing' | 'in' }> };

export type Known = Extract<Stage, { kind: 'ringing' | 'in' }>;

/** It rings here. */
export type Rung = Extract<Stage, { kind: 'ringing'; role: 'invitee' }>;

export const isRung = (stage: Stage): stage is Rung => stage.kind === 'ringing' && stage.role === 'invitee';

export const IDLE: Stage = { kind: 'idle' };

export function statusOf(stage: Stage): CallStatus {
  switch (stage.kind) {
    case 'idle':
      return 'idle';
    case 'dialing':
    case 'ringing':
      return 'calling';
    case 'in':
      return 'connected';
    case 'leaving':
      return statusOf(stage.from);
  }
}

/** The call that the server knows, if there is one. */
export function knownOf(stage: Stage): Known | null {
  switch (stage.kind) {
    case 'ringing':
    case 'in':
      return stage;
    case 'leaving':
      return stage.from;
    case 'idle':
    case 'dialing':
      return null;
  }
}
