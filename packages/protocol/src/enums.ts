/** What a call carries. `spec: TUICallType`. */
export const CallType = { AUDIO: 1, VIDEO: 2 } as const;
export type CallType = (typeof CallType)[keyof typeof CallType];

/** Why a ring or a stay in a call is over, as events and records say it. */
export const CallEndReason = {
  UNKNOWN: 0,
  HANGUP: 1,
  REJECT: 2,
  NO_RESPONSE: 3,
  OFFLINE: 4,
  LINE_BUSY: 5,
  CANCELED: 6,
  OTHER_DEVICE_ACCEPTED: 7,
  OTHER_DEVICE_REJECTED: 8,
  END_BY_SERVER: 9,
} as const;
export type CallEndReason = (typeof CallEndReason)[keyof typeof CallEndReason];

/** The part that a user plays in a call, in the words of the published engine events. */
export type CallRole = 'inviter' | 'invitee';
