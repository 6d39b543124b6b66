import { TUICallEvent } from '../../../packages/engine/src/events/names.js';

/** Of a call as one app sees it. */
export interface Current {
  readonly callId: string;
  phase: 'ringing' | 'calling' | 'talking';
  readonly met: Set<string>;
  /** What was told of others, which must come before the end that it causes (G-03). */
  readonly told: Set<string>;
  /** Who rings, once LIST has said it; from then on everybody is shown before he leaves. */
  rings: Set<string> | null;
  /** Hung up or rejected here, which has taken effect: of this call only the end is still shown. */
  left: boolean;
}

/** How a call ended for one app. */
export interface SeenEnd {
  readonly callId: string;
  readonly userId: string;
  readonly reason: number;
  readonly totalTime: number;
}

/** What must be told of somebody before an end by this reason. */
export const CAUSE: Readonly<Record<number, string>> = { 2: 'reject', 3: 'noResp', 5: 'lineBusy' };

export const begun = (callId: string, phase: Current['phase']): Current => ({
  callId,
  phase,
  met: new Set(),
  told: new Set(),
  rings: null,
  left: false,
});

/** Events that tell of somebody, by what they say. */
export const SAID = {
  [TUICallEvent.REJECT]: 'reject',
  [TUICallEvent.LINE_BUSY]: 'lineBusy',
  [TUICallEvent.NO_RESP]: 'noResp',
} as const;

/** The fields of all payloads that are looked at; each is there in the events in which it is read. */
export interface Payload {
  readonly callId: string;
  readonly userID: string;
  readonly calleeIdList?: readonly string[];
  readonly userIDList?: readonly string[];
  readonly invitingUserIDList?: readonly string[];
  readonly reason: number;
  readonly code: number;
  readonly state?: string;
  readonly totalTime: number;
  readonly callEnd: number;
}
